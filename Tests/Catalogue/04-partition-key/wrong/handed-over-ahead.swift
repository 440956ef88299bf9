// diagnosis: sent-ahead — hands the events over one after the other, and waits for the answers at the end.
// breaks: request of an event lost, twice
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record)
            try await Task.sleep(for: .milliseconds(50))
        }
        try await producer.flush()
    }
}
