// diagnosis: sent-side-by-side — sends an order's events at once, in a task group.
// breaks: a later task runs first
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for step in life {
                group.addTask {
                    let record = ProducerRecord(
                        topic: "orders", key: step.payload.orderId, value: try step.encoded())
                    _ = try await producer.send(record).metadata
                }
            }
            try await group.waitForAll()
        }
    }
}
