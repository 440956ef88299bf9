// diagnosis: never-returns — waits for more when the life is published.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
        while true { try await Task.sleep(for: .seconds(60)) }
    }
}
