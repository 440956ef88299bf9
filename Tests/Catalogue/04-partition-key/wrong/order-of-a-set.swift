// diagnosis: hash-value — buckets in the order of a Set, which differs from process to process.
// breaks: no fault at all, but another hash seed
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let partitions = try await producer.partitions(for: "orders")
        let buckets = Array(Set(partitions.map { "bucket-\($0.partition)" }))
        for step in life {
            let number = Int(step.payload.orderId.split(separator: "-").last ?? "") ?? 0
            let bucket = buckets[number % buckets.count]
            let record = ProducerRecord(
                topic: "orders", partition: Int(bucket.split(separator: "-")[1]) ?? 0,
                value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
