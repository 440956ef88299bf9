// Design: an actor writes one event after the other; the key is a piece of JSON.
import Eventlings

actor Writer {
    private let producer: Producer

    init(_ producer: Producer) {
        self.producer = producer
    }

    func write(_ step: OrderStep) async throws {
        let key = #"{"orderId":"\#(step.payload.orderId)"}"#
        let record = ProducerRecord(topic: "orders", key: key, value: try step.encoded())
        _ = try await producer.send(record).metadata
    }
}

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let writer = Writer(producer)
        for step in life { try await writer.write(step) }
    }
}
