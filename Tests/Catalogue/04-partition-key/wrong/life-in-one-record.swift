// diagnosis: another-event — puts a whole life into one record.
// breaks: no fault at all
import Eventlings
import Foundation

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        guard let first = life.first else { return }
        let record = ProducerRecord(
            topic: "orders", key: first.payload.orderId,
            value: [UInt8](try JSONEncoder().encode(life)))
        _ = try await producer.send(record).metadata
    }
}
