// diagnosis: error-swallowed — writes an error to the log and goes on with the next event.
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
                print("could not publish \(step.id): \(error)")
            }
        }
    }
}
