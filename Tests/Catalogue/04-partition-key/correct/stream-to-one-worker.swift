// Design: a stream feeds one task, which sends the events one after the other.
import Eventlings

final class Shop: PartitionKey {
    init() {}

    func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let (steps, feed) = AsyncStream<OrderStep>.makeStream()
        let worker = Task {
            for await step in steps {
                let record = ProducerRecord(
                    topic: "orders", key: step.payload.orderId, value: try step.encoded())
                _ = try await producer.send(record).metadata
            }
        }
        for step in life { feed.yield(step) }
        feed.finish()
        try await worker.value
    }
}
