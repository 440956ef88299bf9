import Foundation
import Testing

/// What the sandbox's commands write, line by line.
@Suite struct SandboxCommandTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    private let compacted = [
        "topic create prices --compact --segment 1m", "produce prices a=1 b=1 a=2", "wait 2m",
        "produce prices a=3 b=2", "wait 5m",
    ]

    // MARK: Counting

    @Test("Compacted records and markers of transactions are not counted: no reader gets them")
    func counts() {
        shell.input =
            compacted + [
                "topic create orders", "transaction begin t1",
                "produce orders one two --transaction t1", "transaction commit t1", "topics",
            ]
        #expect(
            shell.run(arguments: []).out.hasSuffix(
                """
                topic   partitions  records
                orders           1        2
                prices           1        4

                """))
    }

    @Test("The drawing says how many records are to be read, not how many offsets there are")
    func drawnCounts() {
        shell.input = compacted + ["topic show prices --plain"]
        let out = shell.run(arguments: []).out
        #expect(out.hasSuffix("prices-0: 4 records; the newest: 1 b, 2 a, 3 a, 4 b.\n"), "\(out)")
    }
}
