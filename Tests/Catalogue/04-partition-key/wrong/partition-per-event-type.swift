// diagnosis: partition-changes — a partition for each kind of event.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    private let types = ["OrderPlaced", "OrderPaid", "OrderShipped", "OrderCancelled"]

    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let partition = (types.firstIndex(of: step.type) ?? 0) % count
            let record = ProducerRecord(
                topic: "orders", partition: partition, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
