// Design: begins the life anew after an error, later each time, until it is through.
import Eventlings

struct Shop: PartitionKey {
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws {
        var pause = 1
        while true {
            do {
                return try await publishOnce(life, to: producer)
            } catch {
                print("again in \(pause) s: \(error)")
                try await Task.sleep(for: .seconds(pause))
                pause = min(2 * pause, 60)
            }
        }
    }

    private func publishOnce(_ life: [OrderStep], to producer: Producer) async throws {
        for step in life {
            let record = ProducerRecord(
                topic: "orders", key: step.payload.orderId, value: try step.encoded())
            _ = try await producer.send(record).metadata
        }
    }
}
