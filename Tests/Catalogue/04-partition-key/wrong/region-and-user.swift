// diagnosis: user-as-key — region and user as key; the whale is one in each region.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let key = "\(step.payload.region)/\(step.payload.userId)"
            let record = ProducerRecord(topic: "orders", key: key, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
