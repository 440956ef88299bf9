// Design: a final class whose own async function takes the consumer, packs and commits.
import Eventlings

final class Packing: TwoLines {
    init() {}

    func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            try await handle(orders.poll(), from: orders, at: packing)
        }
    }

    private func handle(
        _ batch: [ConsumerRecord], from orders: Consumer, at packing: PackingStation
    ) async throws {
        for record in batch {
            let event = try record.event(OrderPlaced.self)
            try await packing.pack(event.payload.orderId)
            try await orders.commit(record)
        }
    }
}
