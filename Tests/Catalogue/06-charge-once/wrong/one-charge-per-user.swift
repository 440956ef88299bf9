// diagnosis: wrong-amount — adds up what a user has ordered, and charges it by one token.
// breaks: no fault at all (two orders of one user in one poll)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            let placed = try batch.map { try $0.event(OrderPlaced.self).payload }
            for (_, list) in Dictionary(grouping: placed, by: \.userId) {
                let sum = list.map(\.total).reduce(Money(cents: 0), +)
                try await gateway.charge(
                    sum, token: list[0].paymentToken,
                    idempotencyKey: list.map(\.orderId).joined(separator: "+"))
            }
            try await orders.commit()
        }
    }
}
