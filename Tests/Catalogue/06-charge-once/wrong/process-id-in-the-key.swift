// diagnosis: key-per-process — the key says which process has charged.
// breaks: crash after a charge; the next process has another id
import Eventlings
import Foundation

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        let biller = "billing-\(ProcessInfo.processInfo.processIdentifier)"
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken,
                    idempotencyKey: "\(biller)-\(order.orderId)")
                try await orders.commit(record)
            }
        }
    }
}
