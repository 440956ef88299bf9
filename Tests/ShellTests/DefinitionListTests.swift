import Terminal
import Testing

@testable import Shell

@Suite struct DefinitionListTests {
    private let list = DefinitionList(items: [
        ("short", "A few words that say what it means."),
        ("a-very-long-term --with VALUE --and MORE", "Its meaning."),
    ])

    private func lines(width: Int) -> [String] {
        list.lines(for: Capabilities(width: width, colour: false, unicode: true)).map(\.text)
    }

    @Test("A term that leaves too little room has its meaning below, in the column of the others")
    func below() {
        #expect(
            lines(width: 60) == [
                "  short  A few words that say what it means.",
                "  a-very-long-term --with VALUE --and MORE", "         Its meaning.",
            ])
    }

    @Test("Where there is room, all meanings stand in one column")
    func beside() {
        #expect(lines(width: 90)[1].hasSuffix("MORE  Its meaning."))
        #expect(lines(width: 90).count == 2)
    }

    @Test("However narrow the window, no line is wider", arguments: 40...80)
    func narrow(width: Int) {
        #expect(
            lines(width: width).allSatisfy { $0.displayWidth <= width }, "\(lines(width: width))")
    }
}
