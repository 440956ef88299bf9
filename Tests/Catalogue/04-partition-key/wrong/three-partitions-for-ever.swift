// diagnosis: fixed-partitions — the number of partitions is written into the code.
// breaks: no fault at all (another number of partitions)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let sum = step.payload.orderId.utf8.reduce(0) { $0 + Int($1) }
            let record = ProducerRecord(
                topic: "orders", partition: sum % 3, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
