// diagnosis: progress-not-made — sends each kind of event to a topic of its own, which nobody has made.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: step.type, key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
