// diagnosis: time-in-key — the minute of the event as key.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: String(step.time.iso8601.prefix(16)),
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
