import Terminal
import Testing

@Suite("Markdown on a terminal")
struct ProseTests {
    private let narrow = Capabilities.detect(
        environment: [:], isTerminal: true, columns: 40, codeset: "UTF-8", noColor: true,
        plain: false)

    private func lines(_ markdown: String) -> [String] {
        Prose(markdown: markdown).lines(for: narrow).map(\.text)
    }

    @Test("A heading loses its signs")
    func headings() {
        #expect(lines("## What you write\n") == ["What you write"])
    }

    @Test("A list item goes on below its text")
    func items() {
        let text = "- one two three four five six seven eight nine ten eleven"
        let laidOut = lines(text)
        #expect(laidOut.count == 2)
        #expect(laidOut.last?.hasPrefix("  ") == true)
        #expect(laidOut.joined(separator: " ").split(separator: " ").count == 12)
    }

    @Test("Emphasis loses its signs, code keeps them")
    func inline() {
        #expect(lines("**No** order is `charged` twice") == ["No order is `charged` twice"])
    }

    @Test("Tables and fenced code stay as they are, however wide")
    func verbatim() {
        let row = "| " + String(repeating: "wide ", count: 20) + "|"
        #expect(lines("\(row)\n```\nlet  x = 1\n```") == [row, "let  x = 1"])
    }

    @Test("No line of prose is wider than the terminal")
    func width() {
        let text = String(repeating: "word and `code` and **emphasis** ", count: 30)
        for line in lines(text) { #expect(line.count <= narrow.width) }
    }
}
