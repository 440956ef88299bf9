import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            // The key says what must be read in order: the events of this order. It comes from the
            // event itself, so every process finds the same one, and it never changes in an order's
            // life. There are as many keys as orders, so the load spreads.
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())

            // The next event waits until this one is in the log. An error ends the process, and
            // its successor is called with the whole life again: what is in the log already comes
            // a second time, behind its first.
            _ = try await producer.send(record).metadata
        }
    }
}
