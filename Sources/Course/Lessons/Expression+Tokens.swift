extension Lesson.Expression {
    /// Why a text is no expression.
    package struct SyntaxError: Error, Hashable, Sendable {
        /// In characters, counted from 1.
        package var column: Int
        /// What is wrong, and what to do.
        package var what: String
    }

    struct Token: Hashable {
        enum Kind: Hashable {
            /// A name, or a word with a meaning of its own such as `and`.
            case word(String)
            case string(String)
            case number(Int)
            case comparison(Comparison)
            case open, close, comma, end
        }

        var kind: Kind
        var column: Int
    }

    /// The tokens of a text; the last one is always its end.
    static func tokens(of text: String) throws(SyntaxError) -> [Token] {
        var lexer = Lexer(characters: Array(text))
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens + [Token(kind: .end, column: lexer.column)]
    }
}

private struct Lexer {
    typealias SyntaxError = Lesson.Expression.SyntaxError
    typealias Token = Lesson.Expression.Token

    let characters: [Character]
    var position = 0

    init(characters: [Character]) {
        self.characters = characters
    }

    var column: Int { position + 1 }

    mutating func next() throws(SyntaxError) -> Token? {
        position += characters[position...].prefix { $0 == " " }.count
        guard position < characters.count else { return nil }
        let start = column
        return Token(kind: try kind(startingWith: characters[position]), column: start)
    }

    private mutating func kind(
        startingWith first: Character
    ) throws(SyntaxError) -> Token.Kind {
        switch first {
        case "(": return sign(.open)
        case ")": return sign(.close)
        case ",": return sign(.comma)
        case "\"": return .string(try string())
        case _ where first.isASCIIDigit: return .number(try number())
        case _ where first.startsName: return .word(take { $0.goesOnInName })
        default: return .comparison(try comparison())
        }
    }

    private mutating func sign(_ kind: Token.Kind) -> Token.Kind {
        position += 1
        return kind
    }

    private mutating func take(while belongs: (Character) -> Bool) -> String {
        let taken = characters[position...].prefix(while: belongs)
        position += taken.count
        return String(taken)
    }

    private mutating func number() throws(SyntaxError) -> Int {
        let start = column
        let digits = take { $0.goesOnInName }
        guard digits.allSatisfy(\.isASCIIDigit) else {
            throw SyntaxError(
                column: start, what: "a name that begins with a digit goes in quotes: \"\(digits)\""
            )
        }
        guard let number = Int(digits) else {
            throw SyntaxError(column: start, what: "this number is too large")
        }
        return number
    }

    private mutating func string() throws(SyntaxError) -> String {
        let start = column
        position += 1
        var string = ""
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character == "\"" { return string }
            string.append(character == "\\" ? try escaped() : character)
        }
        throw SyntaxError(column: start, what: "this quote is never closed; close it with `\"`")
    }

    private mutating func escaped() throws(SyntaxError) -> Character {
        guard position < characters.count, ["\"", "\\"].contains(characters[position]) else {
            throw SyntaxError(
                column: position, what: "a backslash comes before a quote or a backslash only")
        }
        position += 1
        return characters[position - 1]
    }

    private mutating func comparison() throws(SyntaxError) -> Lesson.Expression.Comparison {
        let rest = characters[position...].prefix(2)
        let matches = Lesson.Expression.Comparison.allCases.filter {
            rest.starts(with: $0.rawValue)
        }
        guard let match = matches.max(by: { $0.rawValue.count < $1.rawValue.count }) else {
            throw SyntaxError(column: column, what: advice(on: characters[position]))
        }
        position += match.rawValue.count
        return match
    }

    private func advice(on character: Character) -> String {
        switch character {
        case "=": "write `==` to compare"
        case "!": "write `not`, or `!=` to compare"
        case "&": "write `and`"
        case "|": "write `or`"
        case "'", "“", "”": "strings are in straight double quotes"
        case "-": "numbers here are never below 0"
        default: "`\(character)` has no meaning here; a name with such a sign goes in quotes"
        }
    }
}

extension Character {
    fileprivate var startsName: Bool { isASCIILetter || self == "_" }

    fileprivate var goesOnInName: Bool {
        startsName || isASCIIDigit || self == "-" || self == "."
    }
}
