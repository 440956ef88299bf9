// diagnosis: user-as-key — the user as key; one user is a whale.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.userId, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
