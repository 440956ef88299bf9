import Testing

@testable import Terminal

@Suite struct LineBegunTests {
    @Test(
        "A blank behind a backslash ends no word, a backslash behind one escapes nothing",
        arguments: [
            ("", [""]), ("a ", ["a", ""]), ("source my\\ f", ["source", "my\\ f"]),
            ("a\\\\ b", ["a\\\\", "b"]),
        ])
    func words(line: String, words: [String]) {
        #expect(LineBegun(line).words.map(String.init) == words)
    }

    @Test(
        "A Tab that was pasted is a character in quotes, nothing before the line, else a key",
        arguments: [
            ("", ""), ("  ", ""), ("produce t 'a", "\t"), ("produce t \"it's", "\t"), ("prod", nil),
            ("produce t 'a'", nil), ("produce t \\'a", nil), ("produce t '\\'", nil),
            ("produce t \"\\\"", "\t"),
        ])
    func pastedTab(line: String, text: String?) {
        #expect(LineBegun(line).pastedTab == text)
    }
}
