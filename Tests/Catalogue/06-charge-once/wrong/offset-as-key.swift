// diagnosis: offset-as-key — the offset is the key, but each partition has its own offset 0.
// breaks: no fault at all (two partitions); or duplicate append
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: "\(record.offset)")
                try await orders.commit(record)
            }
        }
    }
}
