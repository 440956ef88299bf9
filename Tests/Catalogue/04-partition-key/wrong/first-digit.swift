// diagnosis: load-uneven — chooses the partition by the first digit of the order's number: 1 is the commonest.
// breaks: no fault at all (many orders)
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let count = try await producer.partitions(for: "orders").count
        for step in life {
            let number = step.payload.orderId.drop { !$0.isNumber }
            let record = ProducerRecord(
                topic: "orders", partition: (number.first?.wholeNumberValue ?? 0) % count,
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
