// Design: saves orders in an inbox and commits; then charges what is pending there, with a key.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            try await chargePending(in: database, through: gateway)
            let batch = try await orders.poll()
            if batch.isEmpty { continue }
            try await save(batch.map { try $0.event(OrderPlaced.self).payload }, in: database)
            try await orders.commit()
        }
    }

    private func save(_ orders: [OrderPlaced], in database: Database) async throws {
        try await database.transaction { tx in
            for order in orders where try tx.get("inbox", order.orderId) == nil {
                try tx.insert(
                    "inbox", order.orderId,
                    [
                        "status": "pending", "cents": .integer(order.total.cents),
                        "token": .text(order.paymentToken),
                    ])
            }
        }
    }

    private func chargePending(
        in database: Database, through gateway: PaymentGateway
    ) async throws {
        let rows = try await database.transaction { tx in try tx.scan("inbox") }
        for (orderId, row) in rows where row["status"] == "pending" {
            guard case .integer(let cents)? = row["cents"], case .text(let token)? = row["token"]
            else { continue }
            try await gateway.charge(Money(cents: cents), token: token, idempotencyKey: orderId)
            try await database.transaction { tx in
                _ = try tx.update("inbox", orderId, ["status": "charged"])
            }
        }
    }
}
