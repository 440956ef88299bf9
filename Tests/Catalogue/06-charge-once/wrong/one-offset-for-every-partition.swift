// diagnosis: other-partition-committed — commits one highest offset for all of its partitions.
// breaks: crash after a commit, before the other partition's order is charged
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        var next: Int64 = 0
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                next = max(next, record.offset + 1)
                for partition in orders.assignment {
                    try await orders.commit([partition: next])
                }
            }
        }
    }
}
