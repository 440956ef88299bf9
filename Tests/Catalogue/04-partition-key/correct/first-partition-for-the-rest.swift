// Design: the key places the first event, and the others follow it to its partition.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        var partition: Int?
        for step in life {
            let record = ProducerRecord(
                topic: "orders", partition: partition, key: step.payload.orderId,
                value: try step.encoded())
            partition = try await producer.send(record).metadata.partition
        }
    }
}
