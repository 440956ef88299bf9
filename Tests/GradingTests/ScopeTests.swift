import Foundation
import Judge
import OutsideThePool
import Testing

/// What lies beyond two deviations: random schedules, and `--thorough`.
@Suite("How far a grading looks", .waitsForProcesses)
struct ScopeTests {
    /// Takes every order for charged in its sixth life and those after it. With two processes that is
    /// the fourth death; searched whole are two deviations, so four lives at most. It does not die of a
    /// gateway that is out of order.
    private static let forgetful = """
        import Eventlings

        struct Billing: ChargeOnce {
            mutating func run(
                orders: Consumer, gateway: PaymentGateway, database: Database
            ) async throws {
                let life = try await database.transaction { tx in
                    let lives = try tx.scan("lives").count
                    try tx.insert("lives", "\\(lives)")
                    return lives + 1
                }
                try await orders.subscribe(to: ["orders"])
                while true {
                    for record in try await orders.poll() {
                        let order = try record.event(OrderPlaced.self).payload
                        if life < 6 { try await charge(order, gateway) }
                        try await orders.commit(record)
                    }
                }
            }

            func charge(_ order: OrderPlaced, _ gateway: PaymentGateway) async throws {
                do {
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                } catch GatewayError.unavailable {
                    try await charge(order, gateway)
                }
            }
        }
        """

    @Test(
        "What many faults break and two don't is found at random, and told without the needless ones"
    )
    func random() throws {
        try Program.using { program in
            let file = try program.write(Self.forgetful, to: "Billing.swift")
            let verdict = try program.grade("charge-once", file).verdict
            #expect(verdict.verdict == .failed)
            let explored = try #require(verdict.explored)
            #expect(explored.bound == 2)
            #expect(explored.levels.count == 3)
            #expect(explored.randomSchedules > 0)
            let story = try #require(verdict.counterexample)
            #expect((4...5).contains(story.faults.count))
            #expect(story.tape.hasPrefix("crowd:"))
        }
    }
}
