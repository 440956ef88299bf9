// diagnosis: error-swallowed — gives up after three tries, writes it to the log and returns.
// breaks: the broker is out of reach for longer than three tries last
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            for attempt in 1...3 {
                do {
                    _ = try await producer.send(record).metadata
                    break
                } catch {
                    print("attempt \(attempt) at \(step.id): \(error)")
                    if attempt == 3 { return }
                }
            }
        }
    }
}
