// diagnosis: not-awaited — waits for the acknowledgement of each event but the last.
// breaks: request of the last event lost, crash right after the return
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            let pending = try await producer.send(record)
            if step != life.last { _ = try await pending.metadata }
        }
    }
}
