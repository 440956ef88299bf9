// Design: a set in memory spares the gateway calls it can; the order id as key does the promise.
import Eventlings

struct Billing: ChargeOnce {
    private var charged: Set<String> = []

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                if !charged.contains(order.orderId) {
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                    charged.insert(order.orderId)
                }
                try await orders.commit(record)
            }
        }
    }
}
