/// The type that a file must declare for its code to be found.
package struct SolutionType {
    private let name: String

    package init(_ name: String) {
        self.name = name
    }

    /// Whether the words `struct NAME`, `final class NAME` and so on stand in the text. The
    /// compiler has the last word; this is quick, and enough to check a course.
    package func isDeclared(in text: String) -> Bool {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return zip(words, words.dropFirst()).contains { keyword, word in
            ["struct", "class", "enum", "actor"].contains(keyword) && word == name
        }
    }
}
