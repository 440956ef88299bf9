import Eventlings

/// Publishes the events of orders. In the database they are in order; then somebody reads the topic.
struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(topic: "orders", value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
