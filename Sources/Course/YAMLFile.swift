import Foundation
import Yams

/// A YAML file of keys and values, whose every complaint names the file and, if known, the line.
struct YAMLFile {
    private let path: String
    private let mapping: Node.Mapping

    init(_ file: URL) throws(Finding) {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw Finding(
                file: file.path, what: "this file is missing or isn't UTF-8 text; add it")
        }
        try self.init(text: text, path: file.path)
    }

    init(text: String, path: String) throws(Finding) {
        self.path = path
        guard let mapping = try Self.compose(text, path: path)?.mapping else {
            throw Finding(file: path, line: 1, what: "expected lines of the form `key: value`")
        }
        self.mapping = mapping
    }

    func string(_ key: String) throws(Finding) -> String {
        let node = try value(key)
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            throw complaint(node, "`\(key)` must be a text; write `\(key): …`")
        }
        return scalar.string
    }

    func integer(_ key: String) throws(Finding) -> Int {
        let node = try value(key)
        guard let integer = node.int, integer > 0 else {
            throw complaint(node, "`\(key)` must be a whole number above 0")
        }
        return integer
    }

    func strings(_ key: String) throws(Finding) -> [String] {
        try items(key).map(\.text)
    }

    /// A list of texts, each with the line where it stands.
    func items(_ key: String) throws(Finding) -> [(text: String, line: Int)] {
        let node = try value(key)
        guard let sequence = node.sequence else {
            throw complaint(node, "`\(key)` must be a list; start each line with `- `")
        }
        var items: [(text: String, line: Int)] = []
        for element in sequence {
            guard let scalar = element.scalar else {
                throw complaint(element, "every item of `\(key)` must be a text; put it in quotes")
            }
            items.append((scalar.string, element.mark?.line ?? 1))
        }
        return items
    }

    /// All keys with their texts, in the order of the file.
    func entries() throws(Finding) -> [(key: String, text: String, line: Int)] {
        var entries: [(key: String, text: String, line: Int)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string, let text = value.scalar?.string, !text.isEmpty
            else { throw complaint(key, "expected a line of the form `key: value`") }
            entries.append((name, text, key.mark?.line ?? 1))
        }
        return entries
    }

    /// Refuses keys that nobody would read, such as a misspelt one.
    func allow(only keys: [String]) throws(Finding) {
        for (key, _) in mapping {
            let word = key.scalar?.string ?? "?"
            if keys.contains(word) { continue }
            let meant = nearest(to: word, among: keys).map { "; did you mean `\($0)`?" }
            throw complaint(key, "unknown key `\(word)`\(meant ?? ", remove it")")
        }
    }

    /// The complaint, at the line where `key` has its value.
    func complaint(about key: String, _ what: String) -> Finding {
        Finding(file: path, line: mapping[Node(key)]?.mark?.line, what: what)
    }

    /// A text as a value may be written: in quotes where it would be misread without.
    static func literal(_ text: String) -> String {
        let plain = /[A-Za-z]([A-Za-z0-9 ,.'?!-]*[A-Za-z0-9.'?!])?/
        if text.wholeMatch(of: plain) != nil { return text }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.properties.generalCategory == .control:
                "\\x" + String(scalar.value + 0x100, radix: 16).dropFirst()
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private func complaint(_ node: Node, _ what: String) -> Finding {
        Finding(file: path, line: node.mark?.line, what: what)
    }

    private func value(_ key: String) throws(Finding) -> Node {
        guard let node = mapping[Node(key)] else {
            throw Finding(file: path, what: "the key `\(key)` is missing; add `\(key): …`")
        }
        return node
    }

    private static func compose(_ text: String, path: String) throws(Finding) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Finding(
                file: path, line: error.line, what: "this isn't YAML: \(error.problem)")
        } catch {
            throw Finding(file: path, what: "this isn't YAML: \(error)")
        }
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        default: nil
        }
    }

    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
            .composer(_, let problem, _, _), .reader(let problem, _, _, _):
            problem
        case .duplicatedKeysInMapping(let duplicates, _):
            "the same key twice: \(duplicates.map { "\($0)" }.joined(separator: ", "))"
        default: "\(self)"
        }
    }
}
