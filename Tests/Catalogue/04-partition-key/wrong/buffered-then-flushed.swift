// diagnosis: sent-ahead — hands the whole life to the producer, and then flushes once.
// breaks: request of an event lost, twice
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record)
        }
        try await producer.flush()
    }
}
