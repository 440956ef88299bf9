// diagnosis: hash-value — a bucket made of hashValue as key.
// breaks: no fault at all, but another hash seed
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: "bucket-\(step.payload.orderId.hashValue % 1_000)",
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
