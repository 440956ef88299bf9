// diagnosis: key-per-process — each process makes its own prefix for its keys.
// breaks: crash after the charge, before the commit
import Eventlings
import Foundation

struct Billing: ChargeOnce {
    private let processId = UUID().uuidString

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let key = "\(processId)-\(order.orderId)"
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: key)
                try await orders.commit(record)
            }
        }
    }
}
