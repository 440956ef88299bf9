// diagnosis: key-per-process — names an order by its id and the year, as invoices are.
// breaks: crash after a charge; what comes again comes in another year
import Eventlings
import Foundation

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                let year = Calendar(identifier: .iso8601).component(.year, from: Date())
                try await gateway.charge(
                    order.total, token: order.paymentToken,
                    idempotencyKey: "\(year)/\(order.orderId)")
                try await orders.commit(record)
            }
        }
    }
}
