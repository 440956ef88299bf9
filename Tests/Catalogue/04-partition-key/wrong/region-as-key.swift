// diagnosis: region-as-key — the region as key; half of the orders come from one.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.region, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
