// diagnosis: taken-for-done — remembers an order before its charge, and seeks back when that fails.
// breaks: the request of a charge is lost
import Eventlings

struct Billing: ChargeOnce {
    private var seen: Set<String> = []

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                do {
                    if seen.insert(order.orderId).inserted {
                        try await gateway.charge(
                            order.total, token: order.paymentToken,
                            idempotencyKey: order.orderId)
                    }
                    try await orders.commit(record)
                } catch GatewayError.timedOut {
                    try orders.seek(to: record.offset, in: record.topicPartition)
                    break
                }
            }
        }
    }
}
