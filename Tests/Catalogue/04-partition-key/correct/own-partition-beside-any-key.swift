// Design: the order's number chooses the partition; the key is the event's id, which places nothing.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let number = Int(step.payload.orderId.split(separator: "-").last ?? "") ?? 0
            let record = ProducerRecord(
                topic: "orders", partition: number % count, key: step.id,
                value: try step.encoded(), timestamp: step.time)
            _ = try await producer.send(record).metadata
        }
    }
}
