// diagnosis: partition-changes — a random partition for each record.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let partitions = try await producer.partitions(for: "orders")
        for step in life {
            let record = ProducerRecord(
                topic: "orders", partition: partitions.indices.randomElement(),
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
