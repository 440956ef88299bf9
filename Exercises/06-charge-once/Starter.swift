import Eventlings

/// Charges the orders that the shop places. In good weather it is right; then an answer gets lost.
struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(order.total, token: order.paymentToken)
                try await orders.commit(record)
            }
        }
    }
}
