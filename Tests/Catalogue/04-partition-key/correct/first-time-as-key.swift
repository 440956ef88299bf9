// Design: the time of an order's first event as key: it stays the same, and differs from order to order.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        guard let placed = life.first else { return }
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: placed.time.iso8601, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
