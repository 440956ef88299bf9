// diagnosis: event-type-as-key — keys by the kind of event, to keep kinds together.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(topic: "orders", key: step.type, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
