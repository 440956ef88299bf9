// Design: tries three times, a little later each time, and then lets the error out.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            try await deliver(record, tries: 3, to: producer)
        }
    }

    private func deliver(
        _ record: ProducerRecord, tries: Int, to producer: Producer
    ) async throws {
        do {
            _ = try await producer.send(record).metadata
        } catch {
            guard tries > 1 else { throw error }
            try await Task.sleep(for: .seconds(10 / tries))
            try await deliver(record, tries: tries - 1, to: producer)
        }
    }
}
