import Testing

@testable import Eventlings

@Suite("Label printer, tracking page, mailer; a gateway's memory")
struct OutsideServiceTests {
    private static func step(_ number: Int, _ type: String) -> OrderStep {
        OrderStep(
            id: "evt-\(number)", type: type, time: Timestamp(milliseconds: 0),
            payload: OrderSummary(orderId: "order-1", userId: "ada", region: "eu"))
    }

    @Test("Each call prints a label, and each delivers a mail")
    func repeated() async throws {
        let local = LocalServices()
        for _ in 1...2 {
            try await LabelPrinter(local).print("order-1")
            try await Mailer(local).deliver(Mail(to: "ada@shop", subject: "Shipped"))
        }
        #expect(local.services.printer.labels.map(\.orderId) == ["order-1", "order-1"])
        #expect(local.services.mailer.sent.count == 2)
        #expect(local.services.changes == 4)
    }

    @Test("The tracking page shows what it was told last; telling it again changes nothing")
    func tracking() async throws {
        let local = LocalServices()
        let page = TrackingPage(local)
        for step in [
            Self.step(1, "OrderPlaced"), Self.step(2, "OrderPaid"), Self.step(2, "OrderPaid"),
        ] {
            try await page.show(step)
        }
        try await page.show(Self.step(1, "OrderPlaced"))
        let shown = try #require(local.services.tracking.pages.values.first)
        #expect(shown.current.type == "OrderPlaced")
        #expect(shown.shown.map(\.type) == ["OrderPlaced", "OrderPaid"])
        #expect(local.services.changes == 3)
    }

    @Test("A gateway remembers a key as long as it is told to", arguments: [(59, 1), (60, 2)])
    func keyLifetime(seconds: Int64, charges: Int) throws {
        var services = Services(gatewayKeyLifetime: .seconds(60))
        let request = ChargeRequest(amount: Money(cents: 100), token: "tok", key: "order-1")
        for moment in [0, seconds * 1_000] {
            _ = services.apply(.charge(request), now: Timestamp(milliseconds: moment))
        }
        #expect(services.gateway.charges.count == charges)
    }

    @Test("Only what may work when it is tried again is retriable")
    func retriable() {
        #expect(ServiceError.timedOut.isRetriable)
        #expect(ServiceError.unavailable.isRetriable)
        #expect(!ServiceError.refused("no such order").isRetriable)
        #expect(GatewayError.unavailable.isRetriable)
        #expect(!GatewayError.declined.isRetriable)
        #expect(DatabaseError.unavailable.isRetriable)
    }
}
