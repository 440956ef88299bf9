import Foundation
import Terminal
import Testing

@testable import Shell

/// `EVENTLINGS_CAPTURES=write swift test --filter GoldenScreenTests` writes them anew.
@Suite("Golden screens of the prompt") struct GoldenScreenTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    private static let views: [View] =
        [60, 80, 120].map { View(String($0), width: $0) } + [
            View("80-ascii", width: 80, unicode: false),
            View("80-plain", width: 80, unicode: false, plain: true),
        ]

    /// What the program answers to `lines`, said after the others.
    private func expect(
        _ name: String, _ view: View, _ lines: [String], after others: [String] = []
    ) throws {
        shell.capabilities = view.capabilities
        shell.input = others + ["--version"] + lines
        let outcome = shell.run(view.capabilities.plain ? "--plain" : "")
        #expect(outcome.error == "")
        let mark = "eventlings \(Version.current)\n"
        let answer = try #require(outcome.out.components(separatedBy: mark).last)
        let shown = answer.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for line in shown {
            #expect(String(line).displayWidth <= view.capabilities.width)
            #expect(view.capabilities.unicode || line.allSatisfy(\.isASCII), "\(line)")
        }
        try Golden.expect(shown.map(String.init), in: "\(name)-\(view.name)")
    }

    @Test(
        "Who has read what: groups at work, a transaction, a long log, an empty one",
        arguments: views)
    func show(view: View) throws {
        try expect(
            "show", view, ["show"],
            after: [
                "topic create orders --partitions 2", "topic create payments",
                "produce orders --key order-{n} placed --times 30", "join billing as b1 on orders",
                "join mail as m1 on orders payments", "poll b1 7", "commit b1", "poll b1 3",
                "produce payments p-1=9.90", "transaction begin t1",
                "produce payments p-2=4.20 --transaction t1", "transaction abort t1",
                "transaction begin t1", "produce payments p-3=1.00 --transaction t1", "crash m1",
                "topic create empty",
            ])
    }

    @Test("The map, with one exercise done and one begun", arguments: views)
    func list(view: View) throws {
        _ = shell.run("start 00")
        _ = shell.run("grade")
        _ = shell.run("start 06")
        try shell.write(Self.lesson, to: "Lessons/03-keys/01-keys.md")
        try expect("list", view, ["list"])
    }

    @Test("A lesson's first screens, with a wrong prediction", arguments: views)
    func lesson(view: View) throws {
        try shell.write(Self.lesson, to: "Lessons/03-keys/01-keys.md")
        try expect("lesson", view, ["lesson keys", "", "1"])
    }

    private static let lesson = """
        ---
        id: keys
        title: Keys
        minutes: 5
        objectives: [See where a key leads]
        prerequisites: []
        ---
        ## One key, one partition

        Two records with the same key never lie in different partitions. Whoever reads them gets \
        them in the order in which they were sent.

        - The key is hashed.
        - The hash chooses the partition.

        ```run
        topic create orders --partitions 2
        produce orders order-1=placed
        ```

        ```predict
        Another record with this key: how many are in that partition then?

        choice: 1 | One, it takes the place of the first
        choice: 2 | Two
        ask: records(orders)
        why: A log only grows. Nothing is overwritten.
        ```

        ```run
        produce orders order-1=paid
        read orders
        ```

        """
}

extension View {
    fileprivate init(_ name: String, width: Int, unicode: Bool = true, plain: Bool = false) {
        self.init(
            name: name,
            capabilities: Capabilities(
                width: width, colour: false, unicode: unicode, plain: plain))
    }
}
