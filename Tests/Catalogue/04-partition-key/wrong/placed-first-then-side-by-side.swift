// diagnosis: sent-side-by-side — waits for the first event, and sends the others at once.
// breaks: a later task runs first
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life.prefix(1) { try await send(step, to: producer) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for step in life.dropFirst() {
                group.addTask { try await Self.send(step, to: producer) }
            }
            try await group.waitForAll()
        }
    }

    private func send(_ step: OrderStep, to producer: Producer) async throws {
        try await Self.send(step, to: producer)
    }

    private static func send(_ step: OrderStep, to producer: Producer) async throws {
        let record = ProducerRecord(
            topic: "orders", key: step.payload.orderId, value: try step.encoded())
        _ = try await producer.send(record).metadata
    }
}
