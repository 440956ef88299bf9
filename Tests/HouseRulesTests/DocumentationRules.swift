import Testing

/// What a learner's editor shows has a sentence: each public type and function of the modules that a
/// learner's file sees. Properties, cases, initialisers and operators may speak by their names, and
/// what a protocol of the standard library asks for is documented there.
@Suite("House rules: documentation")
struct DocumentationRules {
    private static let modules = ["EventLog", "EventBroker", "EventClient", "Eventlings"]
    private static let documentedElsewhere = ["encode", "hash"]

    @Test("Every public type and function that a learner may meet has a doc comment")
    func publicDeclarations() throws {
        let files = try Repository.files(under: "Sources", ending: ".swift")
            .filter { Self.modules.contains($0.module) }
        let found = files.flatMap { file in
            undocumented(file.text).map { "\(file.path):\($0)" }
        }
        #expect(found == [])
    }

    @Test("A doc comment stands right above the declaration and its attributes")
    func whatCounts() {
        let code = """
            /// Documented.
            @discardableResult
            public static func a() {}

            // No doc comment.
            public final class B {
                public var c: Int
                public func encode(to d: E) {}
                public static func == (f: G, h: I) -> Bool {}
                public mutating func j() {}
            }
            """
        #expect(undocumented(code) == ["6 B", "10 j"])
    }

    /// Line and name of each.
    private func undocumented(_ code: String) -> [String] {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }
        let declaration =
            /^(?:public|open) (?:[a-z]+ )*(?:func|struct|class|enum|actor|protocol) ([A-Za-z]\w*)/
        return lines.indices.compactMap { index in
            guard let name = lines[index].firstMatch(of: declaration)?.output.1,
                !Self.documentedElsewhere.contains(String(name))
            else { return nil }
            let above = lines[..<index].last { !$0.hasPrefix("@") } ?? ""
            return above.hasPrefix("///") ? nil : "\(index + 1) \(name)"
        }
    }
}
