/// What the rules want to know of a Swift file.
struct SwiftFile {
    struct Function: Equatable {
        var name: String
        var line: Int
        var lineCount: Int
    }

    struct TypeDeclaration: Equatable {
        var name: String
        var line: Int
    }

    let path: String
    let tokens: [Token]

    init(path: String, code: String) {
        self.path = path
        tokens = SwiftTokens.tokens(of: code)
    }

    init(_ file: SourceText) {
        self.init(path: file.path, code: file.text)
    }

    private func text(_ index: Int) -> String {
        tokens.indices.contains(index) ? tokens[index].text : ""
    }

    /// Modules imported, `import struct Module.Type` included.
    var imports: [String] {
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return tokens.indices.filter { text($0) == "import" && text($0 - 1) != "." }
            .map { kinds.contains(text($0 + 1)) ? text($0 + 2) : text($0 + 1) }
    }

    /// Classes, structs and the like; extensions declare nothing.
    var types: [TypeDeclaration] {
        let kinds = ["struct", "class", "enum", "actor", "protocol", "typealias", "associatedtype"]
        let notNames = ["func", "var", "let", "subscript"]
        return tokens.indices.filter { index in
            kinds.contains(text(index)) && text(index - 1) != "." && text(index - 1) != "import"
                && text(index + 1).first?.isUppercase == true && !notNames.contains(text(index + 1))
        }.map { TypeDeclaration(name: text($0 + 1), line: tokens[$0].line) }
    }

    /// Functions, initialisers, subscripts and computed properties that have a body.
    var functions: [Function] {
        tokens.indices.compactMap { index in
            guard let body = bodyStart(ofDeclarationAt: index) else { return nil }
            let first = tokens[index].line
            let last = tokens[closingBrace(of: body)].line
            return Function(
                name: text(index) == "init" ? "init" : text(index + 1), line: first,
                lineCount: last - first + 1)
        }
    }

    /// Lines on which the given words or signs follow each other.
    func lines(with sequence: [String]) -> [Int] {
        tokens.indices.filter { start in
            sequence.indices.allSatisfy { text(start + $0) == sequence[$0] }
        }.map { tokens[$0].line }
    }

    private static let declarations: Set = [
        "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "class", "enum",
        "actor", "protocol", "extension", "typealias", "associatedtype", "import",
    ]

    private func bodyStart(ofDeclarationAt index: Int) -> Int? {
        guard ["func", "init", "deinit", "subscript", "var"].contains(text(index)),
            text(index - 1) != "."
        else { return nil }
        let isVariable = text(index) == "var"
        var depth = 0
        for next in tokens.indices.dropFirst(index + 1) {
            switch text(next) {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return next
            case "}" where depth == 0: return nil
            case "=" where depth == 0 && isVariable && text(next + 1) != "=": return nil
            case let word where depth == 0 && Self.declarations.contains(word):
                if text(next - 1) != "." { return nil }
            default: break
            }
            if isVariable, depth == 0, tokens[next].line != tokens[index].line { return nil }
        }
        return nil
    }

    /// The last token if a brace is missing.
    private func closingBrace(of start: Int) -> Int {
        var depth = 0
        for index in start..<tokens.count {
            if text(index) == "{" { depth += 1 }
            if text(index) == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return tokens.count - 1
    }
}
