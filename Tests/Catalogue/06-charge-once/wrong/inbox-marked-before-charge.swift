// diagnosis: marker-before-effect — marks an inbox row as charged, then charges it.
// breaks: crash after the row is marked, before the charge
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            try await chargePending(in: database, through: gateway)
            for record in try await orders.poll() {
                try await save(record.event(OrderPlaced.self).payload, in: database)
                try await orders.commit(record)
            }
        }
    }

    private func save(_ order: OrderPlaced, in database: Database) async throws {
        try await database.transaction { tx in
            if try tx.get("inbox", order.orderId) != nil { return }
            try tx.insert(
                "inbox", order.orderId,
                [
                    "status": "pending", "cents": .integer(order.total.cents),
                    "token": .text(order.paymentToken),
                ])
        }
    }

    private func chargePending(
        in database: Database, through gateway: PaymentGateway
    ) async throws {
        let rows = try await database.transaction { tx in try tx.scan("inbox") }
        for (orderId, row) in rows where row["status"] == "pending" {
            guard let cents = row["cents"]?.integer, let token = row["token"]?.text else {
                continue
            }
            try await database.transaction { tx in
                _ = try tx.update("inbox", orderId, ["status": "charged"])
            }
            try await gateway.charge(Money(cents: cents), token: token, idempotencyKey: orderId)
        }
    }
}
