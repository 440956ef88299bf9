// diagnosis: sent-in-another-order — sorts the events, and paid comes before placed.
// breaks: no fault at all
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life.sorted(by: { $0.type < $1.type }) {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
