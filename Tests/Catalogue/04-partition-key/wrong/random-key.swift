// diagnosis: random-key — a new UUID as each record's key, so that load spreads.
// breaks: no fault at all
import Eventlings
import Foundation

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: UUID().uuidString, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
