// Design: saves an intent with a fresh charge id, charges with that id as key, marks it done.
import Eventlings
import Foundation

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                if let chargeId = try await openCharge(of: order, in: database) {
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: chargeId)
                    try await database.transaction { tx in
                        _ = try tx.update("charges", order.orderId, ["status": "done"])
                    }
                }
                try await orders.commit(record)
            }
        }
    }

    /// The id under which to charge this order, the same in every life; nil once it is done.
    private func openCharge(of order: OrderPlaced, in database: Database) async throws -> String? {
        try await database.transaction { tx in
            if let row = try tx.get("charges", order.orderId) {
                guard row["status"] == "pending", case .text(let id)? = row["id"] else {
                    return nil
                }
                return id
            }
            let id = UUID().uuidString
            try tx.insert("charges", order.orderId, ["status": "pending", "id": .text(id)])
            return id
        }
    }
}
