// Design: charges a batch side by side in a task group, waits for all, commits; order id as key.
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: Receipt.self) { group in
                for record in batch {
                    let order = try record.event(OrderPlaced.self).payload
                    group.addTask {
                        try await gateway.charge(
                            order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                    }
                }
                try await group.waitForAll()
            }
            try await orders.commit()
        }
    }
}
