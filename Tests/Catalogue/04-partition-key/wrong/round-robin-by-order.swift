// diagnosis: memory-decides — the next partition for each order, in turn, kept in memory.
// breaks: crash: the count begins anew
import Eventlings

struct Shop: PartitionKey {
    private var partitionOf: [String: Int] = [:]

    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let partition = partitionOf[step.payload.orderId] ?? partitionOf.count % count
            partitionOf[step.payload.orderId] = partition
            let record = ProducerRecord(
                topic: "orders", partition: partition, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
