// diagnosis: no-key — gives a key to an order's first event only.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step == life.first ? step.payload.orderId : nil,
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
