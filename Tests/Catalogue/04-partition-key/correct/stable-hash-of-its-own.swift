// Design: chooses the partition itself, by a hash (FNV-1a) that is the same in every process.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let partitions = try await producer.partitions(for: "orders")
        for step in life {
            let index = fnv1a(step.payload.orderId) % UInt64(partitions.count)
            let record = ProducerRecord(
                topic: "orders", partition: Int(index), value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }

    private func fnv1a(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
