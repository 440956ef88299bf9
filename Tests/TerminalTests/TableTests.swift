import Testing

@testable import Terminal

@Suite("Tables")
struct TableTests {
    private let table = Table(
        [.init("topic"), .init("lag", right: true), .init("what it means")],
        rows: [
            ["orders", "7", "seven records are not committed yet"],
            ["注文", "1200", StyledText("far behind", .bad)],
            ["größe"],
        ])

    @Test("columns are aligned by what the terminal shows")
    func aligned() {
        let lines = table.lines(for: Capabilities(width: 80, colour: false, unicode: true))
        #expect(
            lines.map(\.text) == [
                "topic    lag  what it means",
                "orders     7  seven records are not committed yet",
                "注文    1200  far behind",
                "größe",
            ])
    }

    @Test("the last column folds first")
    func folds() {
        let lines = table.lines(for: Capabilities(width: 40, colour: false, unicode: true))
        #expect(
            lines.map(\.text) == [
                "topic    lag  what it means",
                "orders     7  seven records are not",
                "              committed yet",
                "注文    1200  far behind",
                "größe",
            ])
    }

    @Test("no line is wider than the terminal, whichever column is long", arguments: 0..<3)
    func fits(long: Int) {
        var cells: [StyledText] = ["a", "b", "c"]
        cells[long] = StyledText(String(repeating: "word and ", count: 40))
        let columns = [Table.Column("x"), Table.Column("y"), Table.Column("z", right: true)]
        let capabilities = Capabilities(width: 40, colour: false, unicode: true)
        let lines = Table(columns, rows: [cells, ["a"]]).lines(for: capabilities)
        #expect(lines.allSatisfy { $0.displayWidth <= 40 })
        #expect(lines.map(\.text).joined(separator: " ").split(separator: "word").count > 39)
    }
}
