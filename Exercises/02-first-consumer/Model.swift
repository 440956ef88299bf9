import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
        // The same name at each start: under it the broker keeps what was committed.
        let orders = cluster.makeConsumer(groupID: "warehouse")
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()

            // Nothing came in this second. The topic has no end, so this means "ask again".
            if batch.isEmpty { continue }

            for record in batch {
                let order = try record.event(OrderPlaced.self).payload

                // If this fails, the error ends the process. Nothing of this batch is committed
                // then, so its successor reads all of it again. Reserving twice is harmless.
                try await warehouse.reserve(order.orderId)
            }

            // The position is behind the whole batch, in each of its partitions. Here, and only
            // here, that is also how far the work has come.
            try await orders.commit()
        }
    }
}
