// Design: a key with a prefix, and one flush after each event.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: "orders/\(step.payload.orderId)", value: try step.encoded())
            _ = try await producer.send(record)
            try await producer.flush()
        }
    }
}
