// diagnosis: too-few-choices — the length of the order id chooses the partition.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let record = ProducerRecord(
                topic: "orders", partition: step.payload.orderId.count % count,
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
