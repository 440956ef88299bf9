// diagnosis: memory-decides — each process begins with a partition of its own, by its id.
// breaks: crash between two events of an order; the next process has another id
import Eventlings
import Foundation

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        let partitions = try await producer.partitions(for: "orders")
        for step in life {
            let own = Int(ProcessInfo.processInfo.processIdentifier)
            let number = step.payload.orderId.utf8.reduce(own) { $0 + Int($1) }
            let record = ProducerRecord(
                topic: "orders", partition: number % partitions.count, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
