// diagnosis: committed-ahead — commits the batch's highest offset in all of its partitions.
// breaks: crash after the commit, and orders that come to the shorter partition meanwhile
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
            }
            guard let highest = batch.map(\.offset).max() else { continue }
            for partition in orders.assignment {
                try await orders.commit([partition: highest + 1])
            }
        }
    }
}
