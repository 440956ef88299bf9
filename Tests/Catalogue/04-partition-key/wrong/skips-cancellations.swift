// diagnosis: events-left-out — publishes what it takes to be of interest to others.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life where step.type != "OrderCancelled" {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
