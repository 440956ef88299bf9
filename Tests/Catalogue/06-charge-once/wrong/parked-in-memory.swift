// diagnosis: held-in-memory — parks a failed order in memory for the next round, and commits it.
// breaks: the request of a charge is lost, then crash after that record's commit (two deviations)
import Eventlings

struct Billing: ChargeOnce {
    private var parked: [OrderPlaced] = []

    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let again = parked
            parked = []
            for order in again {
                await chargeOrPark(order, through: gateway)
            }
            for record in try await orders.poll() {
                await chargeOrPark(try record.event(OrderPlaced.self).payload, through: gateway)
                try await orders.commit(record)
            }
        }
    }

    private mutating func chargeOrPark(
        _ order: OrderPlaced, through gateway: PaymentGateway
    ) async {
        do {
            try await gateway.charge(
                order.total, token: order.paymentToken, idempotencyKey: order.orderId)
        } catch {
            parked.append(order)
        }
    }
}
