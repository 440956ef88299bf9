// diagnosis: key-changes — counts the attempts in the key.
// breaks: request or answer of an event lost, twice
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            var attempt = 0
            var isPublished = false
            while !isPublished {
                attempt += 1
                let record = ProducerRecord(
                    topic: "orders", key: "\(step.payload.orderId)/\(attempt)",
                    value: try step.encoded())
                isPublished = (try? await producer.send(record).metadata) != nil
            }
        }
    }
}
