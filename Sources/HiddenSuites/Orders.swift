import EventBroker
import EventLog
import Eventlings
import Simulation

/// The orders of a world, as its order service has published them.
struct OrderInput {
    let topic = "orders"
    private(set) var records: [InputRecord] = []
    /// Token by order id.
    private(set) var tokens: [String: String] = [:]

    var orderIds: [String] { tokens.keys.sorted() }

    /// Adds `order-1` and so on, each with a token of its own.
    mutating func place(_ orderId: String, cents: Int64, user: String, in partition: Int) {
        tokens[orderId] = "tok-\(orderId)"
        let event = Event(
            id: "evt-\(records.count + 1)", type: "OrderPlaced",
            time: Timestamp(milliseconds: 1_767_225_600_000),
            payload: OrderPlaced(
                orderId: orderId, userId: user, total: Money(cents: cents),
                paymentToken: "tok-\(orderId)"))
        records.append(
            InputRecord(
                partition: TopicPartition(topic, partition), key: orderId,
                value: (try? event.encoded()) ?? [], name: orderId))
    }
}
