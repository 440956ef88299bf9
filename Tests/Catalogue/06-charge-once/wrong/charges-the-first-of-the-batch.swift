// diagnosis: another-in-its-place — charges the batch's first order in each turn of the loop.
// breaks: no fault at all (two orders in one poll)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for record in batch {
                let order = try batch[0].event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                try await orders.commit(record)
            }
        }
    }
}
