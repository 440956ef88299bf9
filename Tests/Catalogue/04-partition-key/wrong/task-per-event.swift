// diagnosis: not-awaited — starts a task for each event, and waits for none.
// breaks: crash at the first send
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            Task {
                let record = ProducerRecord(
                    topic: "orders", key: step.payload.orderId, value: try step.encoded())
                _ = try await producer.send(record).metadata
            }
        }
    }
}
