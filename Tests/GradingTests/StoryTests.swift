import Foundation
import Judge
import OutsideThePool
import Testing

@Suite("Stories of real gradings", .waitsForProcesses)
struct StoryTests {
    /// Packs two orders many times, and the third never.
    private static let packsTheOthers = """
        import Eventlings

        struct Packing: TwoLines {
            mutating func run(orders: Consumer, packing: PackingStation) async throws {
                try await orders.subscribe(to: ["orders"])
                while true {
                    for record in try await orders.poll() {
                        let order = try record.event(OrderPlaced.self).payload
                        print("now", order.orderId)
                        if order.orderId != "order-3" {
                            for _ in 1...12 { try await packing.pack(order.orderId) }
                        }
                        try await orders.commit(record)
                    }
                }
            }
        }
        """

    @Test("Calls about other orders are counted; prints, the order's own commit and the end stay")
    func folded() throws {
        try Program.using { program in
            let file = try program.write(Self.packsTheOthers, to: "Packing.swift")
            let verdict = try program.grade("two-lines", file).verdict
            let steps = try #require(verdict.counterexample).timeline
            #expect(steps.count <= 25)
            let notes = steps.filter { $0.text.hasSuffix("by packer-1, about others") }
            #expect(notes.count == 2 && notes.allSatisfy { $0.kind == .pause })
            let prints = steps.filter { $0.kind == .print }.map(\.text)
            #expect(prints == ["now order-1", "now order-2", "now order-3"])
            #expect(steps.contains { $0.text == "commit orders-1 → 1" })
            #expect(steps.last?.text == "order-3 was never packed")
            #expect(steps.first?.text == "starts")
        }
    }

    /// Paid comes before placed, and what comes later goes elsewhere.
    private static let overtakesThenTears = """
        import Eventlings

        struct Shop: PartitionKey {
            mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
                let sorted = life.sorted { $0.type < $1.type }
                for (index, step) in sorted.enumerated() {
                    let record = ProducerRecord(
                        topic: "orders", partition: index < 2 ? 0 : 1, value: try step.encoded())
                    _ = try await producer.send(record).metadata
                }
            }
        }
        """

    @Test("Of two broken promises the one that the story tells is named first")
    func root() throws {
        try Program.using { program in
            let file = try program.write(Self.overtakesThenTears, to: "Shop.swift")
            let verdict = try program.grade("partition-key", file).verdict
            let broken = verdict.invariants.filter { !$0.holds }.map(\.id)
            #expect(broken == ["as-they-happened", "one-partition"])
            let end = try #require(verdict.counterexample?.timeline.last)
            #expect(end.text.contains("sees order-2 paid before order-2 placed"))
            let page = try program.run("grade", "partition-key", "--file", file).output
            #expect(page.contains("✗ Whoever reads sees each order's events as they happened\n"))
            #expect(page.contains("in one partition (broken as well)"))
        }
    }

    @Test("The broker's state says who owns what, and a dead owner stays until its session ends")
    func owners() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let verdict = try program.run("grade", "--json").verdict
            let states = try #require(verdict.counterexample).timeline.map(\.broker)
            let lines = states.flatMap(\.self)
            #expect(lines.contains("orders-0: end 2, owner packer-1"))
            #expect(lines.contains("orders-0: end 2, committed 1, lag 1, owner the dead packer-1"))
            #expect(lines.contains("group packing: generation 2, state stable"))
        }
    }

    @Test("A page of a real story is written, is written anew, and is no page of something else")
    func page() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            _ = try program.run("grade")
            let file = program.folder.appending(path: "story.html")
            for _ in 1...2 {
                let outcome = try program.run("replay", "--html", file.path)
                #expect(outcome.status == 0 && outcome.complaint == "")
            }
            let page = try String(contentsOf: file, encoding: .utf8)
            #expect(page.contains("PROMISE BROKEN: order-1 was never packed."))
            try Data("mine".utf8).write(to: file)
            #expect(try program.run("replay", "--html", file.path).status == 64)
            #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
        }
    }

    @Test("In a pipe, plain pages of report, replay and run are sentences")
    func plain() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            for command in ["grade", "replay", "run"] {
                let output = try program.run(command, "--plain").output
                #expect(output.contains("At 0ms, packer-1: starts."), "\(command)")
                #expect(!output.contains { "│├►◄◆✗●\u{1B}".contains($0) }, "\(command)")
            }
        }
    }
}
