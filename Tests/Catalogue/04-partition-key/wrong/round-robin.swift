// diagnosis: round-robin — the next partition for each record, in turn.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    private var turn = 0

    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let partitions = try await producer.partitions(for: "orders")
        for step in life {
            let record = ProducerRecord(
                topic: "orders", partition: turn % partitions.count, value: try step.encoded())
            turn += 1
            _ = try await producer.send(record).metadata
        }
    }
}
