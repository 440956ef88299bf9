import Testing

@testable import Eventlings

@Suite("Payment gateway")
struct PaymentGatewayTests {
    private static let hour: Int64 = 3_600_000

    @Test("Without a key, each call charges")
    func noKey() async throws {
        let local = LocalServices()
        let gateway = PaymentGateway(local)
        let receipts = [
            try await gateway.charge(Money(cents: 4_000), token: "tok-1"),
            try await gateway.charge(Money(cents: 4_000), token: "tok-1"),
        ]
        #expect(receipts[0].id != receipts[1].id)
        #expect(local.services.gateway.charges.map(\.receipt) == receipts)
    }

    @Test(
        "A key is honoured for 24 hours, and not longer",
        arguments: [(0, 1), (1, 1), (24 * hour - 1, 1), (24 * hour, 2), (48 * hour, 2)])
    func keyLifetime(elapsed: Int64, charges: Int) async throws {
        let local = LocalServices()
        let gateway = PaymentGateway(local)
        let first = try await gateway.charge(
            Money(cents: 4_000), token: "tok-1", idempotencyKey: "order-1")
        local.wait(milliseconds: elapsed)
        let second = try await gateway.charge(
            Money(cents: 4_000), token: "tok-1", idempotencyKey: "order-1")
        #expect(local.services.gateway.charges.count == charges)
        #expect((first == second) == (charges == 1))
    }

    @Test("A key's 24 hours count from its charge, not from the last call with it")
    func lifetimeIsNotExtended() async throws {
        let local = LocalServices()
        let gateway = PaymentGateway(local)
        for _ in 1...3 {
            try await gateway.charge(Money(cents: 1), token: "tok-1", idempotencyKey: "order-1")
            local.wait(milliseconds: 12 * Self.hour)
        }
        #expect(local.services.gateway.charges.map(\.at.milliseconds) == [0, 24 * Self.hour])
    }

    @Test("A key that comes with another amount or token moves no money")
    func keyReused() async throws {
        let local = LocalServices()
        let gateway = PaymentGateway(local)
        try await gateway.charge(Money(cents: 4_000), token: "tok-1", idempotencyKey: "key")
        for (cents, token) in [(4_001, "tok-1"), (4_000, "tok-2")] {
            await #expect(throws: GatewayError.keyReused) {
                try await gateway.charge(
                    Money(cents: Int64(cents)), token: token, idempotencyKey: "key")
            }
        }
        #expect(local.services.gateway.charges.count == 1)
    }

    @Test("A lost call is a timeout, whether the money was taken or not")
    func timeouts() async throws {
        for (mishap, charges) in [(LocalServices.Mishap.lostRequest, 0), (.lostAnswer, 1)] {
            let local = LocalServices(mishaps: [0: mishap])
            let gateway = PaymentGateway(local)
            await #expect(throws: GatewayError.timedOut) {
                try await gateway.charge(Money(cents: 1), token: "tok-1", idempotencyKey: "key")
            }
            #expect(local.services.gateway.charges.count == charges)
            try await gateway.charge(Money(cents: 1), token: "tok-1", idempotencyKey: "key")
            #expect(local.services.gateway.charges.count == 1)
        }
    }

    @Test("Whatever is asked, no key charges twice within 24 hours, and receipts are for the asked")
    func generatedCalls() throws {
        var random = SplitMix64(seed: 11)
        for _ in 1...300 {
            var ledger = GatewayLedger()
            var now = Timestamp(milliseconds: 0)
            for _ in 1...30 {
                now.milliseconds += [0, 1, 5 * Self.hour, 19 * Self.hour - 1].randomElement(
                    using: &random)!
                let request = ChargeRequest(
                    amount: Money(cents: .random(in: 1...2, using: &random)),
                    token: ["a", "b"].randomElement(using: &random)!,
                    key: [nil, "x", "y"].randomElement(using: &random)!)
                let before = ledger.charges.count
                let answer = ledger.charge(request, now: now)
                try check(answer, to: request, at: now, before: before, ledger)
            }
        }
    }

    private func check(
        _ answer: ServiceAnswer, to request: ChargeRequest, at now: Timestamp, before: Int,
        _ ledger: GatewayLedger
    ) throws {
        let honoured = ledger.charges.prefix(before).filter {
            request.key != nil && $0.request.key == request.key
                && $0.at.milliseconds > now.milliseconds - 24 * Self.hour
        }
        #expect(honoured.count <= 1)
        #expect(ledger.charges.count == before + (honoured.isEmpty ? 1 : 0))
        let charge = try #require(honoured.first ?? ledger.charges.last)
        switch answer {
        case .receipt(let receipt):
            #expect(receipt == charge.receipt)
            #expect(receipt.amount == request.amount)
            #expect(charge.request.token == request.token)
        case .keyReused:
            #expect(charge.request != request)
        default: Issue.record("\(request) was answered \(answer)")
        }
    }
}
