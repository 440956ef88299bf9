// diagnosis: partition-changes — sends each event to every partition, so that no reader misses it.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            for partition in try await producer.partitions(for: "orders") {
                let record = ProducerRecord(
                    topic: "orders", partition: partition.partition, value: try step.encoded())
                _ = try await producer.send(record).metadata
            }
        }
    }
}
