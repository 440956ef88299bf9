// diagnosis: constant-key — one key for all orders, so that everything is in order.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(topic: "orders", key: "orders", value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
