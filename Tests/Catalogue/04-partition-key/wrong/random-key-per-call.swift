// diagnosis: random-key — one UUID as the key of a whole life, another at the next call.
// breaks: crash in the middle of a life, or after it
import Eventlings
import Foundation

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let key = UUID().uuidString
        for step in life {
            let record = ProducerRecord(topic: "orders", key: key, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
