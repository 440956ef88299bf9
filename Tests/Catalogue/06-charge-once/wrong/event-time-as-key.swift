// diagnosis: time-in-key — puts the event's time into the key; a second click has another one.
// breaks: an order placed twice, without any fault
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let event = try record.event(OrderPlaced.self)
                let order = event.payload
                let key = "\(order.orderId)-\(event.time.iso8601)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                try await orders.commit(record)
            }
        }
    }
}
