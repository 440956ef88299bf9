import EventBroker
import EventLog
import Eventlings
import Simulation

/// The orders of a world, as its order service has published them.
struct OrderInput {
    private(set) var records: [InputRecord] = []
    /// In the order of placing, each once.
    private(set) var orderIds: [String] = []
    private(set) var totals: [String: Money] = [:]

    /// Order ids by payment token.
    var tokenOwners: [String: String] {
        Dictionary(uniqueKeysWithValues: orderIds.map { (Self.token(of: $0), $0) })
    }

    /// Adds an event. An order that is placed again comes with another event id.
    ///
    /// - Parameter secondsBefore: How long before the run begins it was placed.
    mutating func place(
        _ orderId: String, cents: Int64, user: String, in partition: Int,
        secondsBefore: Int64 = 0
    ) {
        if !orderIds.contains(orderId) { orderIds.append(orderId) }
        let total = Money(cents: cents)
        totals[orderId] = total
        let event = Event(
            id: "evt-\(records.count + 1)", type: "OrderPlaced",
            time: Timestamp(milliseconds: World.epoch - secondsBefore * 1_000),
            payload: OrderPlaced(
                orderId: orderId, userId: user, total: total,
                paymentToken: Self.token(of: orderId)))
        records.append(
            InputRecord(
                partition: TopicPartition("orders", partition), key: orderId,
                value: (try? event.encoded()) ?? [], name: orderId, eventID: event.id))
    }

    static func token(of orderId: String) -> String { tokenPrefix + orderId }

    static func order(paidBy token: String) -> String? {
        token.hasPrefix(tokenPrefix) ? String(token.dropFirst(tokenPrefix.count)) : nil
    }

    private static let tokenPrefix = "tok-"
}

extension OrderInput {
    /// Two orders in one partition, a third in another: the same in every play, so that lessons can
    /// speak of them.
    static let inTwoPartitions: OrderInput = {
        var orders = OrderInput()
        orders.place("order-1", cents: 4_000, user: "ada", in: 0)
        orders.place("order-2", cents: 700, user: "bob", in: 0)
        orders.place("order-3", cents: 1_250, user: "eve", in: 1)
        return orders
    }()
}

extension OrderInput {
    /// Six orders of three users in two partitions.
    static let crowd: OrderInput = {
        var orders = OrderInput()
        let users = ["ada", "bob", "eve"]
        for number in 1...6 {
            orders.place(
                "order-\(number)", cents: Int64(number) * 500, user: users[number % 3],
                in: number % 2)
        }
        return orders
    }()
}

extension WorldSetup {
    static let crowdName = "crowd"

    /// More orders than can be searched whole, for random schedules.
    static func crowd(
        of service: String, faults: FaultSet, spare: Bool = false
    ) -> WorldSetup {
        WorldSetup(
            id: crowdName, topics: [("orders", 2)], input: OrderInput.crowd.records,
            instances: ["\(service)-1", "\(service)-2"],
            spareInstance: spare ? "\(service)-3" : nil, faults: faults)
    }

    /// For the plays of a service that reads `orders`: one instance, and one that may join.
    static func ofOrders(by service: String) -> WorldSetup {
        WorldSetup(
            id: Suite.playName, topics: [("orders", 2)], input: OrderInput.inTwoPartitions.records,
            instances: ["\(service)-1"], spareInstance: "\(service)-2",
            faults: [
                .all, .leave, .transient, .slow, .brokerAway, .brokerRestart, .morePartitions,
                .clockJump,
            ])
    }
}
