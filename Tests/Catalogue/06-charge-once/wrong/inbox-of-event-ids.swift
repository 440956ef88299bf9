// diagnosis: event-id-as-key — remembers event ids, but one order can be two events.
// breaks: an order placed twice, without any fault
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let event = try record.event(OrderPlaced.self)
                let isDone = try await database.transaction { tx in
                    try tx.get("inbox", event.id) != nil
                }
                if !isDone {
                    try await gateway.charge(
                        event.payload.total, token: event.payload.paymentToken,
                        idempotencyKey: event.id)
                    try await database.transaction { tx in
                        if try tx.get("inbox", event.id) == nil { try tx.insert("inbox", event.id) }
                    }
                }
                try await orders.commit(record)
            }
        }
    }
}
