import Testing

@testable import Judge

@Suite("Advice under the compiler's text")
struct AdviceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var source: String
        /// A part of the line we expect.
        var advice: String

        var testDescription: String { name }

        init(_ name: String, _ source: String, _ advice: String) {
            self.name = name
            self.source = source
            self.advice = advice
        }

        /// The lines are the body of `run`.
        init(_ name: String, run body: String, _ advice: String) {
            self.init(name, StandIn.solution(body), advice)
        }
    }

    @Test("a real error gets its line", arguments: isolation + contract + calls + shape)
    func line(case: Case) throws {
        let bench = try StandIn()
        let folder = try ScratchFolder(in: bench.folder)
        let submission = try bench.submission(`case`.source)
        guard case .mistakes(let text) = try bench.compiler.compile(submission, in: folder) else {
            Issue.record("it compiles")
            return
        }
        let line = Advice.line(for: text)
        #expect(line?.contains(`case`.advice) == true, "\(line ?? "none") for:\n\(text)")
        #expect(line?.contains("$") == false)
    }

    @Test("an error that no rule knows gets no line")
    func unknown() {
        #expect(Advice.line(for: "a.swift:1:1: error: something new") == nil)
        #expect(Advice.line(for: "") == nil)
        #expect(Advice.line(for: "a.swift:1:1: warning: cannot find 'x' in scope") == nil)
    }

    static let isolation = [
        Case(
            "consumer in a task", run: "Task { try await orders.commit() }; _ = orders", "one task"),
        Case(
            "consumer in a task group",
            run: """
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await orders.commit() }
                    try await group.waitForAll()
                }
                """, "one task"),
        Case(
            "consumer in two async lets",
            run: """
                async let a: Void = orders.commit()
                async let b: Void = orders.commit()
                try await a
                try await b
                """, "`orders` belongs to one task"),
        Case(
            "a var shared by tasks",
            run: """
                var charged = 0
                for record in try await orders.poll() {
                    Task { try await gateway.charge(1, token: record.orderId); charged += 1 }
                }
                print(charged)
                """, "Two tasks would share"),
        Case(
            "a class of one's own in a task group",
            run: """
                final class Counter { var charged = 0 }
                let counter = Counter()
                await withTaskGroup(of: Void.self) { $0.addTask { counter.charged += 1 } }
                print(counter.charged)
                _ = orders
                """, "`counter` would be used by two tasks at once"),
        Case(
            "self in a task group",
            """
            import Eventlings
            final class Billing: ChargeOnce {
                var seen = 0
                \(StandIn.run) async throws {
                    await withTaskGroup(of: Void.self) { $0.addTask { self.seen += 1 } }
                }
            }
            """, "takes all of `self`"),
        Case(
            "a global variable", "var seen: [String] = []\n" + StandIn.solution(""),
            "Make `seen` a property"),
        Case(
            "an actor",
            "import Eventlings\nactor Billing: ChargeOnce { \(StandIn.run) async throws {} }",
            "An actor can't be the solution"),
        Case(
            "the main actor",
            """
            import Eventlings
            @MainActor final class Billing: ChargeOnce {
                init() {}
                \(StandIn.run) async throws {}
            }
            """, "Take `@MainActor` off `Billing`"),
        Case(
            "self kept by a closure",
            """
            import Eventlings
            struct Billing: ChargeOnce {
                var seen = 0
                mutating \(StandIn.run) async throws { later { self.seen += 1 } }
                func later(_ body: @escaping () -> Void) { body() }
            }
            """, "use a local variable of `run` instead"),
        Case(
            "self changed in a Sendable closure",
            """
            import Eventlings
            struct Billing: ChargeOnce {
                var seen = 0
                mutating \(StandIn.run) async throws {
                    let note = { @Sendable in self.seen += 1 }
                    note()
                }
            }
            """, "change `self` after awaiting"),
    ]

    static let contract = [
        Case(
            "a partition by its number",
            run: "struct TopicPartition {}; let a: [TopicPartition] = [1]; _ = (a, orders)",
            "named together with its topic"),
        Case(
            "other parameters",
            "import Eventlings\nstruct Billing: ChargeOnce { func run(orders: Consumer) {} }",
            "exactly the contract's"),
        Case(
            "no init()",
            """
            import Eventlings
            struct Billing: ChargeOnce {
                let limit: Int
                mutating \(StandIn.run) async throws {}
            }
            """, "makes a new `Billing` with `init()`"),
        Case(
            "a class that is not final",
            """
            import Eventlings
            class Billing: ChargeOnce {
                init() {}
                \(StandIn.run) async throws {}
            }
            """, "Write `final class Billing`"),
        Case(
            "mutating in a class",
            """
            import Eventlings
            final class Billing: ChargeOnce { mutating \(StandIn.run) async throws {} }
            """, "Drop `mutating`"),
        Case(
            "no mutating",
            """
            import Eventlings
            struct Billing: ChargeOnce {
                var seen: Set<String> = []
                \(StandIn.run) async throws { seen.insert("") }
            }
            """, "`mutating func`"),
        Case(
            "assignment without mutating",
            """
            import Eventlings
            struct Billing: ChargeOnce {
                var seen = 0
                \(StandIn.run) async throws { seen = 1 }
            }
            """, "`mutating func`"),
    ]

    static let calls = [
        Case("no try", run: "await orders.commit()", "write `try` before it"),
        Case("no await", run: "try orders.commit()", "write `await` before it"),
        Case(
            "a thread that sleeps",
            StandIn.solution(
                "Thread.sleep(forTimeInterval: 1)", before: "import Eventlings\nimport Foundation"),
            "Task.sleep"),
        Case("neither", run: "orders.commit()", "write `try await` before it"),
        Case(
            "await in forEach",
            run:
                "try await orders.poll().forEach { try await gateway.charge(1, token: $0.orderId) }",
            "use a `for` loop"),
        Case(
            "try in a closure that may not throw",
            run: """
                let total: (ConsumerRecord) -> Int64 = { try $0.event(OrderPlaced.self).total }
                print(try await orders.poll().map(total))
                """, "may not throw"),
        Case(
            "throws in a function that may not",
            "func total(_ record: ConsumerRecord) { _ = try record.event(OrderPlaced.self) }\n"
                + StandIn.solution(""), "Mark the function around the call `throws`"),
        Case(
            "async in a function that is not",
            "func total(_ orders: Consumer) throws { try await orders.commit() }\n"
                + StandIn.solution(""), "Mark the function around the call `async`"),
        Case(
            "a catch that does not catch all",
            """
            func total(_ orders: Consumer) async {
                do { try await orders.commit() } catch is CancellationError {}
            }

            """ + StandIn.solution(""), "last `catch"),
        Case("a misspelled function", run: "try await orders.comit()", "`Consumer` has no `comit`"),
        Case("no Foundation", run: "print(UUID(), Date())", "add `import Foundation`"),
        Case("an unknown name", run: "print(recrod)", "Nothing here is called `recrod`"),
        Case(
            "no Eventlings", StandIn.solution("", before: ""), "add `import Eventlings`"),
        Case("a missing label", run: "try await gateway.charge(1)", "labels are part"),
        Case(
            "a wrong label", run: "try await gateway.charge(cents: 1, token: \"\")",
            "labels are part"),
        Case(
            "an optional", run: "let names = [\"a\": 1]; let one: Int = names[\"a\"]; print(one)",
            "There may be no value"),
        Case("a let that changes", run: "let count = 1; count += 1", "declare it with `var`"),
    ]

    static let shape = [
        Case(
            "another module", StandIn.solution("", before: "import Vapor\nimport Eventlings"),
            "`Vapor` is not there"),
        Case(
            "code outside of functions", "print(1)\n" + StandIn.solution(""), "Outside of functions"
        ),
        Case("a brace too few", String(StandIn.solution("").dropLast(2)), "A `{` is not closed"),
        Case("a brace too many", StandIn.solution("") + "}\n", "one `}` too many"),
    ]
}
