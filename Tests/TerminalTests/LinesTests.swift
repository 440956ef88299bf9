import Terminal
import Testing

@Suite struct LinesTests {
    @Test(
        "Lines end in LF or CRLF, and an end behind the last begins no other",
        arguments: [
            ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\n\r\nb", ["a", "", "b"]),
            ("a\nb\r\n\n", ["a", "b", ""]), ("a\u{2028}b\rc", ["a\u{2028}b\rc"]),
        ])
    func lines(text: String, lines: [String]) {
        #expect(text.lines.map(String.init) == lines)
    }
}
