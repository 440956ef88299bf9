// diagnosis: error-swallowed — waits five seconds for an answer, and then goes on.
// breaks: request of an event lost, twice
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await producer.send(record).metadata }
                group.addTask { try await Task.sleep(for: .seconds(5)) }
                try await group.next()
                group.cancelAll()
            }
        }
    }
}
