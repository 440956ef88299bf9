// diagnosis: error-swallowed — leaves the rest of a life out after an error, and returns.
// breaks: request of an event lost, twice
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            do {
                _ = try await producer.send(record).metadata
            } catch {
                return print("gave up at \(step.id): \(error)")
            }
        }
    }
}
