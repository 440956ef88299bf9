// diagnosis: key-changes — keys the first event by the order, and the others by the user.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let order = step.payload
            let record = ProducerRecord(
                topic: "orders", key: step.type == "OrderPlaced" ? order.orderId : order.userId,
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
