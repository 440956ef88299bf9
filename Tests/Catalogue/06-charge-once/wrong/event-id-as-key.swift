// diagnosis: event-id-as-key — the event id is the key, but an order placed twice is two events.
// breaks: an order placed twice, without any fault
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let event = try record.event(OrderPlaced.self)
                try await gateway.charge(
                    event.payload.total, token: event.payload.paymentToken,
                    idempotencyKey: event.id)
                try await orders.commit(record)
            }
        }
    }
}
