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

    @Test("A numbered list, and a list inside a list, go on below their text")
    func numberedItems() {
        let words = "one two three four five six seven eight nine"
        #expect(
            lines("9. \(words)\n10. \(words)\n  - \(words)") == [
                "9. one two three four five six seven",
                "   eight nine",
                "10. one two three four five six seven",
                "    eight nine",
                "  - one two three four five six seven",
                "    eight nine",
            ])
    }

    @Test("The lines of a paragraph, an item and a quote are joined; an empty line parts them")
    func joined() {
        #expect(
            lines("one\ntwo\n\nthree\n- four\n  five\n- six\n\n> seven\n> eight") == [
                "one two", "", "three", "- four five", "- six", "", "> seven eight",
            ])
    }

    @Test("Every line of a quote has its sign")
    func quotes() {
        let text = "> one two three four five six seven eight nine ten"
        #expect(lines(text) == ["> one two three four five six seven", "> eight nine ten"])
    }

    @Test("Emphasis loses its signs, code keeps them")
    func inline() {
        #expect(
            lines("**No** order is `charged` *twice*, **`a*b` too**")
                == ["No order is `charged` twice, `a*b` too"])
        let spans = Prose(markdown: "a **b `c`** *d*").lines(for: narrow)[0].spans
        #expect(spans.filter { $0.style == .emphasis }.map(\.text).joined() == "b d")
        #expect(spans.filter { $0.style == .code }.map(\.text).joined() == "`c`")
    }

    @Test("Emphasis goes on over the end of a line")
    func inlineAcrossLines() {
        #expect(lines("**one\ntwo** `three\nfour`") == ["one two `three four`"])
    }

    @Test("A link shows where it leads")
    func links() {
        #expect(lines("See [the `log`](the-log#2).") == ["See the `log` (the-log#2)."])
    }

    @Test(
        "Signs that mean nothing stay",
        arguments: ["2 * 3 * 4", "a ** b", "an `open", "a [b] c", "a *", "snake_case", "1.5 - 2"])
    func literal(text: String) {
        #expect(lines(text) == [text])
    }

    @Test("Fenced code stays as it is, however wide")
    func verbatim() {
        let row = "| " + String(repeating: "wide ", count: 20) + "|"
        #expect(lines("```\n\(row)\nlet  x = 1\n```") == [row, "let  x = 1"])
    }

    @Test("A table stands in columns, without its signs")
    func table() {
        #expect(
            lines("Costs:\n| | per *record* |\n|---|:-:|\n| calls | `one` each |\n\nSo.") == [
                "Costs:", "       per record", "calls  `one` each", "", "So.",
            ])
    }

    @Test("No line of prose is wider than the terminal")
    func width() {
        let text = String(repeating: "word, `code`, [link](to-it) and **emphasis** ", count: 30)
        for line in lines(text) { #expect(line.count <= narrow.width) }
    }
}
