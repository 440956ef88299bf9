import Foundation
import Glibc
import OutsideThePool
import Testing

/// `run --live` of the executable at a terminal: a learner's code as a member of the sandbox.
@Suite("A learner's code in the sandbox", .serialized, .waitsForProcesses)
struct LiveTests {
    private static let model = Program.repository
        .appending(path: "Exercises/00-two-lines/Model.swift").path

    private func order(_ id: String) -> String {
        "produce orders --key \(id) --event OrderPlaced orderId=\(id) userId=ada total=40 "
            + "paymentToken=tok"
    }

    /// A terminal at whose prompt the topic is there.
    private func terminal(_ program: Program) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(program)
        try terminal.shows("eventlings>")
        try type("topic create orders --partitions 2", on: terminal, seeing: ["2 partitions"])
        return terminal
    }

    /// Returns what was shown up to the next prompt.
    @discardableResult
    private func type(
        _ line: String, on terminal: PseudoTerminal, seeing texts: [String]
    ) throws -> String {
        terminal.awaitsKeys()
        terminal.type(line + PseudoTerminal.enter)
        let shown = try texts.map { try terminal.shows($0) }.joined()
        return shown + (try terminal.shows("eventlings>"))
    }

    @Test(
        "It reads, works and commits; it crashes, starts again at its commit, and stops when asked")
    func session() throws {
        try Program.using { program in
            let terminal = try terminal(program)
            try type(
                "run --live two-lines --file \(Self.model)", on: terminal,
                seeing: [
                    "Your code runs as two-lines-1", "joins packing", "owns orders-0, orders-1",
                ])
            try type(
                order("order-1"), on: terminal,
                seeing: ["packs order-1", "two-lines-1 commits for packing: orders-0 → 1"])
            try type("members", on: terminal, seeing: ["two-lines-1  packing  running"])
            let first = try #require(terminal.hosts().first)
            try type("crash two-lines-1", on: terminal, seeing: ["two-lines-1 has crashed"])
            #expect(PseudoTerminal.isGone(group: first))
            try type(order("order-3"), on: terminal, seeing: ["order-3 →"])
            try type("restart two-lines-1", on: terminal, seeing: ["two-lines-1 starts again"])
            let shown = try type(
                "wait 10s", on: terminal,
                seeing: ["two-lines-1 is out of packing", "packs order-3", "10s later"])
            #expect(!shown.contains("packs order-1"))
            let second = try #require(terminal.hosts().first)
            #expect(second != first)
            try type(
                "leave two-lines-1", on: terminal,
                seeing: ["two-lines-1 is asked to stop", "two-lines-1 has stopped"])
            #expect(PseudoTerminal.isGone(group: second))
            try type(
                "story", on: terminal, seeing: ["packs order-1", "has crashed", "packs order-3"])
        }
    }

    @Test("Ctrl-C stops a wait, not the code that takes part; a topic that grows is noticed")
    func stoppedWait() throws {
        try Program.using { program in
            let terminal = try terminal(program)
            try type(
                "run --live two-lines --file \(Self.model)", on: terminal,
                seeing: ["owns orders-0, orders-1"])
            try type("topic grow orders 3", on: terminal, seeing: ["3 partitions"])
            let shown = try type("wait 4m", on: terminal, seeing: ["4m later"])
            #expect(!shown.contains("orders-2"))
            try type("wait 2m", on: terminal, seeing: ["owns orders-0, orders-1, orders-2"])
            // A script shows its command when it begins.
            let script = try program.write("wait 30d\n", to: "script")
            // Most of the time it is the code's turn, and not always.
            for _ in 1...8 {
                terminal.awaitsKeys()
                terminal.type("source \(script)" + PseudoTerminal.enter)
                try terminal.shows("> wait 30d")
                terminal.type(PseudoTerminal.controlC)
                try terminal.shows("of the wait are left")
                try terminal.shows("eventlings>")
            }
            try type("members", on: terminal, seeing: ["two-lines-1  packing  running"])
        }
    }

    @Test("No process is left by a reset, at the end of the session, or when the session is killed")
    func noneLeft() throws {
        try Program.using { program in
            let run = "run --live two-lines --file \(Self.model)"
            let first = try terminal(program)
            try type(run, on: first, seeing: ["owns orders-0"])
            var host = try #require(first.hosts().first)
            try type("sandbox reset", on: first, seeing: ["A new sandbox"])
            #expect(PseudoTerminal.isGone(group: host))
            try type("topic create orders", on: first, seeing: ["1 partition"])
            try type(run, on: first, seeing: ["owns orders-0"])
            host = try #require(first.hosts().first)
            #expect(try first.ends(by: PseudoTerminal.controlD) == 0)
            #expect(PseudoTerminal.isGone(group: host))
            let second = try terminal(program)
            try type(run, on: second, seeing: ["owns orders-0"])
            host = try #require(second.hosts().first)
            kill(second.process, SIGKILL)
            #expect(PseudoTerminal.isGone(group: host))
        }
    }

    @Test("Code that goes wrong is told of in a line, and a restart takes the file as it is then")
    func mishaps() throws {
        try Program.using { program in
            let file = try program.write(
                Self.code(#"_ = [Int]()[orders.assignment.count]"#), to: "My.swift")
            let terminal = try terminal(program)
            try type(
                "run --live two-lines --file \(file)", on: terminal,
                seeing: ["two-lines-1: hello"])
            try type(
                "produce orders a=1", on: terminal,
                seeing: [
                    "two-lines-1: got a", "Your code stopped at My.swift:9", "Index out of range",
                ])
            _ = try program.write(Self.code("while true {}"), to: "My.swift")
            try type("restart two-lines-1", on: terminal, seeing: ["starts again"])
            try type("wait 10s", on: terminal, seeing: ["never came back", "10s later"])
            _ = try program.write(Self.code("if record.offset >= 0 { return }"), to: "My.swift")
            try type("restart two-lines-1", on: terminal, seeing: ["starts again"])
            try type("wait 10s", on: terminal, seeing: ["run returned", "10s later"])
            _ = try program.write(
                Self.code("try await Task.sleep(for: .seconds(5))"), to: "My.swift")
            try type("restart two-lines-1", on: terminal, seeing: ["starts again"])
            let slept = try type(
                "wait 14999ms", on: terminal, seeing: ["got a", "14s 999ms later"])
            #expect(!slept.contains("commits"))
            try type("wait 1ms", on: terminal, seeing: ["commits for packing"])
            _ = try program.write("nonsense", to: "My.swift")
            try type("crash two-lines-1", on: terminal, seeing: ["has crashed"])
            try type("restart two-lines-1", on: terminal, seeing: ["error:"])
        }
    }

    /// A solution that prints, and does something with each record before it commits.
    private static func code(_ work: String) -> String {
        """
        import Eventlings

        struct Packing: TwoLines {
            mutating func run(orders: Consumer, packing: PackingStation) async throws {
                print("hello")
                try await orders.subscribe(to: ["orders"])
                while true {
                    for record in try await orders.poll() { print("got \\(record.key ?? "")")
                        \(work)
                        try await orders.commit(record)
                    }
                }
            }
        }
        """
    }

    @Test(
        "Every exercise that reads a topic takes part",
        arguments: [
            ("02-first-consumer", "reserves the goods of order-1"),
            ("05-graceful-rebalance", "prints the label of order-1"),
            ("06-charge-once", "charges $40.00 to tok-1, key order-1"),
            ("07-stock-ledger", "saves stock/pot"),
            ("10-parallel-in-order", "shows OrderPlaced of order-1"),
        ])
    func exercises(folder: String, deed: String) throws {
        try Program.using { program in
            let file = Program.repository.appending(path: "Exercises/\(folder)/Model.swift").path
            let id = String(folder.dropFirst(3))
            let run = "topic create orders\nrun --live \(id) --file \(file)\n"
            let started = try program.run([], input: run).output
            let line = try #require(
                started.split(separator: "\n").first { $0.contains("produce orders") })
            let outcome = try program.run([], input: run + line + "\nwait 10s\n")
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.output.contains(deed))
        }
    }

    @Test("An exercise whose code reads no topic says so in one sentence, and no process stays")
    func publisher() throws {
        try Program.using { program in
            let file = Program.repository.appending(path: "Exercises/04-partition-key/Model.swift")
            let outcome = try program.run(
                [],
                input:
                    "topic create orders\nrun --live partition-key --file \(file.path)\nmembers\n")
            #expect(outcome.complaint.contains("it can't take part in the sandbox"))
            #expect(outcome.output.contains("No members."))
        }
    }
}
