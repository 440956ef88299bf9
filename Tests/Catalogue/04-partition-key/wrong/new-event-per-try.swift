// diagnosis: another-event — makes a new event of each fact, with an id of its own.
// breaks: no fault at all
import Eventlings
import Foundation

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let event = Event(
                id: UUID().uuidString, type: step.type, time: step.time, payload: step.payload)
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try event.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
