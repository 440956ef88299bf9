// diagnosis: partition-changes — the second in which an event happened chooses its partition.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let record = ProducerRecord(
                topic: "orders", partition: Int(step.time.milliseconds / 1_000) % count,
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
