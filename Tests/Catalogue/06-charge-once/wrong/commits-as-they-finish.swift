// diagnosis: commit-overtakes — charges side by side and commits each as it ends.
// breaks: the first charge's request is lost, the second is done and committed (one partition)
import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            let batch = try await orders.poll()
            try await withThrowingTaskGroup(of: ConsumerRecord.self) { group in
                for record in batch {
                    let order = try record.event(OrderPlaced.self).payload
                    group.addTask {
                        try await gateway.charge(
                            order.total, token: order.paymentToken, idempotencyKey: order.orderId)
                        return record
                    }
                }
                for try await record in group {
                    try await orders.commit(record)
                }
            }
        }
    }
}
