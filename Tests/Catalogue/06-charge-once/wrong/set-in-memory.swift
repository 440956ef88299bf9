// diagnosis: memory-forgets — remembers the charged orders in a set that dies with the process.
// breaks: crash after the charge, before the commit
import Eventlings

struct Billing: ChargeOnce {
    private var charged: Set<String> = []

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                if charged.contains(order.orderId) { continue }
                try await gateway.charge(order.total, token: order.paymentToken)
                charged.insert(order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
