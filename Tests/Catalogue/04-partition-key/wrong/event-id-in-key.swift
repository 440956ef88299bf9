// diagnosis: event-id-in-key — the order id and the event's id as key.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let key = "\(step.payload.orderId):\(step.id)"
            let record = ProducerRecord(topic: "orders", key: key, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
