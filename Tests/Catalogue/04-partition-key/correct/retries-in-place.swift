// Design: after a timeout it sends the same event again, until it is acknowledged.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            var isPublished = false
            while !isPublished {
                do {
                    _ = try await producer.send(record).metadata
                    isPublished = true
                } catch ProducerError.timedOut {
                    print("\(step.id) once more")
                }
            }
        }
    }
}
