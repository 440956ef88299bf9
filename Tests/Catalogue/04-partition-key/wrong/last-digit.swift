// diagnosis: too-few-keys — the last digit of the order id as key.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: String(step.payload.orderId.suffix(1)),
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
