// Design: an actor does the charging and the remembering; the order id is the key.
import Eventlings

actor Cashier {
    private let gateway: PaymentGateway
    private var receipts: [String: Receipt] = [:]

    init(gateway: PaymentGateway) {
        self.gateway = gateway
    }

    func charge(_ order: OrderPlaced) async throws -> Receipt {
        if let receipt = receipts[order.orderId] { return receipt }
        let receipt = try await gateway.charge(
            order.total, token: order.paymentToken, idempotencyKey: order.orderId)
        receipts[order.orderId] = receipt
        return receipt
    }
}

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        let cashier = Cashier(gateway: gateway)
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let event = try record.event(OrderPlaced.self)
                let receipt = try await cashier.charge(event.payload)
                print("order \(event.payload.orderId): \(receipt)")
                try await orders.commit(record)
            }
        }
    }
}
