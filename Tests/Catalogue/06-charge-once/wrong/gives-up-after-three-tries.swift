// diagnosis: failure-committed — tries three times, prints that it has failed, and commits.
// breaks: the gateway is out of order for six calls
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                for attempt in 1...3 {
                    do {
                        try await gateway.charge(
                            order.total, token: order.paymentToken,
                            idempotencyKey: order.orderId)
                        break
                    } catch {
                        print("attempt \(attempt) for \(order.orderId): \(error)")
                    }
                }
                try await orders.commit(record)
            }
        }
    }
}
