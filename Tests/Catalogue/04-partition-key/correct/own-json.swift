// Design: writes the event's JSON itself, in another layout.
import Eventlings
import Foundation

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .prettyPrinted
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: [UInt8](try encoder.encode(step))
            )
            _ = try await producer.send(record).metadata
        }
    }
}
