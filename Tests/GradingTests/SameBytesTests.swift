import Foundation
import OutsideThePool
import Testing

/// Address randomisation is on, as the system has it.
@Suite("The same file gets the same bytes", .serialized, .waitsForProcesses)
struct SameBytesTests {
    /// Time and clocks, identifiers, chance, hashes and the order of sets and dictionaries, names of
    /// process and machine, globals, groups, detached tasks, actors and streams.
    private static func solution(key: String) -> String {
        """
        import Eventlings
        import Foundation

        @MainActor var rounds = 0

        actor Tally {
            var sum = 0
            func add(_ number: Int) -> Int {
                sum += number
                return sum
            }
        }

        struct Billing: ChargeOnce {
            mutating func run(
                orders: Consumer, gateway: PaymentGateway, database: Database
            ) async throws {
                try await orders.subscribe(to: ["orders"])
                while true {
                    let records = try await orders.poll()
                    let words = Set(["a", "b", "c", "d"]).joined()
                    let table = Dictionary(uniqueKeysWithValues: zip("xyz", 0...)).description
                    print(Date(), UUID(), Int.random(in: 0..<1000), words, table)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for record in records {
                            let order = try record.event(OrderPlaced.self).payload
                            group.addTask {
                                try await Task.sleep(for: .milliseconds(Int.random(in: 1...50)))
                                try await gateway.charge(
                                    order.total, token: order.paymentToken,
                                    idempotencyKey: \(key))
                            }
                        }
                        try await group.waitForAll()
                    }
                    let tally = Tally()
                    let (stream, feed) = AsyncStream.makeStream(of: Int.self)
                    Task {
                        for number in (1...3).shuffled() { feed.yield(await tally.add(number)) }
                        feed.finish()
                    }
                    for await sum in stream { print("sum", sum) }
                    await MainActor.run { rounds += 1; print("round", rounds) }
                    let process = ProcessInfo.processInfo
                    print(process.processIdentifier, process.hostName, process.systemUptime)
                    print(ContinuousClock.now, "words".hashValue, words.randomElement() ?? "-")
                    await Task.detached { print("detached at", Date()) }.value
                    for record in records { try await orders.commit(record) }
                }
            }
        }
        """
    }

    @Test(
        "From any folder, in any environment, with the processors busy or not",
        arguments: [("order.orderId", 200), ("UUID().uuidString", 20)])
    func sameBytes(key: String, turns: Int) throws {
        let times = Program.isSlowPartOn ? turns : 4
        try Program.using { program in
            let file = try program.write(Self.solution(key: key), to: "Billing.swift")
            var outputs: Set<String> = []
            for turn in 0..<times {
                let load = turn.isMultiple(of: 2) ? nil : try BusyProcessors()
                defer { load?.free() }
                outputs.insert(try Self.elsewhere(program, turn).grade("charge-once", file).output)
            }
            #expect(outputs.count == 1)
            #expect(outputs.first?.contains("\"verdict\"") == true)
        }
    }

    private static func elsewhere(_ program: Program, _ turn: Int) -> Program {
        var program = program
        let folders = ["/", "/tmp", Program.repository.path, program.folder.path]
        program.currentFolder = URL(filePath: folders[turn % folders.count])
        program.environment["TZ"] = ["UTC", "Asia/Tokyo", "America/Lima"][turn % 3]
        program.environment["LANG"] = ["C", "C.UTF-8"][turn % 2]
        program.environment["HOME"] = turn.isMultiple(of: 2) ? "/" : program.folder.path
        program.environment["TURN"] = String(repeating: "x", count: turn * 100)
        return program
    }
}
