// Design: a final class that commits every third charge, and when its partitions are taken away.
import Eventlings

final class Billing: ChargeOnce {
    private var finished: [TopicPartition: Int64] = [:]
    private var uncommitted = 0

    init() {}

    func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(
            to: ["orders"],
            onRevoked: { _ in try await self.commit(to: orders) },
            onLost: { _ in self.forget() })
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                finished[record.topicPartition] = record.offset + 1
                uncommitted += 1
                if uncommitted >= 3 { try await commit(to: orders) }
            }
        }
    }

    private func commit(to orders: Consumer) async throws {
        if finished.isEmpty { return }
        try await orders.commit(finished)
        forget()
    }

    private func forget() {
        finished = [:]
        uncommitted = 0
    }
}
