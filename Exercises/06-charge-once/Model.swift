import Eventlings

struct Billing: ChargeOnce {
    mutating func run(orders: Consumer, gateway: PaymentGateway, database: Database) async throws {
        try await orders.subscribe(to: ["orders"])
        while true {
            for record in try await orders.poll() {
                let order = try record.event(OrderPlaced.self).payload

                // The key names what must not happen twice: paying for this order. It comes from
                // the fact itself, so it is the same after a crash, in another process, and when
                // the order is found at another offset or in another event.
                //
                // A timeout ends this process. Its successor asks again with the same key, and
                // the gateway knows whether there is anything left to do.
                try await gateway.charge(
                    order.total, token: order.paymentToken, idempotencyKey: order.orderId)

                // Only now is the order done. Dying before this line repeats the charge above,
                // which is harmless; a commit before the charge could lose it.
                try await orders.commit(record)
            }
        }
    }
}
