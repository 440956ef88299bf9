// Design: an async function takes the consumer, charges one partition's part, commits it.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            for partition in orders.assignment {
                let part = batch.filter { $0.topicPartition == partition }
                try await charge(part, from: orders, through: gateway)
            }
        }
    }

    private func charge(
        _ records: [ConsumerRecord], from orders: Consumer, through gateway: PaymentGateway
    ) async throws {
        guard let last = records.last else { return }
        for record in records {
            let order = try record.event(OrderPlaced.self).payload
            try await gateway.charge(
                order.total, token: order.paymentToken, idempotencyKey: order.orderId)
        }
        try await orders.commit(last)
    }
}
