import Testing

@testable import Terminal

@Suite("Wrapping")
struct WrappingTests {
    @Test(
        "lines break between words, and later ones hang",
        arguments: [
            ("one two three", 7, 0, ["one two", "three"]),
            ("one two three", 9, 2, ["one two", "  three"]),
            ("1. At 3ms it stops", 11, 3, ["1. At 3ms", "   it stops"]),
            ("  indented text", 12, 0, ["  indented", "text"]),
            ("a\n\nb", 10, 4, ["a", "", "    b"]),
            ("abcdefgh ij", 3, 0, ["abc", "def", "gh", "ij"]),
            ("xy abcdefgh", 4, 1, ["xy", " abc", " def", " gh"]),
            ("注文が来た", 5, 0, ["注文", "が来", "た"]),
            (#"{"a":11,"bc":22}"#, 10, 0, [#"{"a":11,"#, #""bc":22}"#]),
            ("a,bcdefghijk", 6, 0, ["a,bcde", "fghijk"]),
            ("trailing   ", 20, 0, ["trailing"]),
            ("keep   gaps", 20, 0, ["keep   gaps"]),
            ("", 10, 2, [""]),
        ])
    func wraps(text: String, width: Int, hanging: Int, expected: [String]) {
        #expect(StyledText(text).wrapped(to: width, hanging: hanging).map(\.text) == expected)
    }

    @Test("a style goes on over a line break")
    func keepsStyle() {
        let lines = ("a " + StyledText("bold words", .title)).wrapped(to: 6)
        #expect(
            lines == [
                "a " + StyledText("bold", .title), StyledText("words", .title),
            ])
    }

    @Test("folding keeps every space and breaks anywhere")
    func folds() {
        #expect(
            StyledText("let a  = 1\n  b").folded(to: 4).map(\.text)
                == ["let ", "a  =", " 1", "  b"])
    }

    @Test("a paragraph comes out spelled, wrapped and rendered")
    func paragraph() {
        let capabilities = Capabilities(width: 40, colour: false, unicode: false)
        #expect(
            StyledText("- an event is a fact → somebody may be interested…")
                .lines(for: capabilities, hanging: 2)
                == ["- an event is a fact -> somebody may be", "  interested..."])
    }
}
