// diagnosis: not-awaited — returns without waiting for the acknowledgements.
// breaks: crash right after the return
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record)
        }
    }
}
