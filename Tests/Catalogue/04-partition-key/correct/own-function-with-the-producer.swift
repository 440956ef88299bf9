// Design: a final class whose own async function takes the producer; it skips what it has published.
import Eventlings

final class Shop: PartitionKey {
    private var published: Set<String> = []

    init() {}

    func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life where !published.contains(step.id) {
            try await send(step, to: producer)
            published.insert(step.id)
        }
    }

    private func send(_ step: OrderStep, to producer: Producer) async throws {
        let order = step.payload
        let record = ProducerRecord(
            topic: "orders", key: "\(order.region)/\(order.userId)/\(order.orderId)",
            value: try step.encoded())
        _ = try await producer.send(record).metadata
    }
}
