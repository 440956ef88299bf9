// diagnosis: hash-value — chooses the partition by hashValue, which every process seeds anew.
// breaks: no fault at all, but another hash seed
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let partitions = try await producer.partitions(for: "orders")
        for step in life {
            let partition = Int(step.payload.orderId.hashValue.magnitude % UInt(partitions.count))
            let record = ProducerRecord(
                topic: "orders", partition: partition, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
