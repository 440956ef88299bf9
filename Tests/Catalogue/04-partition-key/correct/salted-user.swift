// Design: the user and a number made of the order id as key: a whale is sixteen keys.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let salt = step.payload.orderId.utf8.reduce(0) { $0 + Int($1) } % 16
            let record = ProducerRecord(
                topic: "orders", key: "\(step.payload.userId)/\(salt)", value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
