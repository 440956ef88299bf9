// diagnosis: no-key — sends records without a key (the starter).
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(topic: "orders", value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
