// diagnosis: error-drops-the-batch — catches every error outside of the batch, and polls on.
// breaks: an answer of a charge lost (two orders in one poll)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            do {
                for record in try await orders.poll() {
                    let order = try record.event(OrderPlaced.self).payload
                    try await gateway.charge(
                        order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                    try await orders.commit(record)
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                print("\(error), going on")
            }
        }
    }
}
