// diagnosis: partitions-unused — uses no more than the three partitions that there were once.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let sum = step.payload.orderId.utf8.reduce(0) { $0 + Int($1) }
            let record = ProducerRecord(
                topic: "orders", partition: sum % min(3, count), value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
