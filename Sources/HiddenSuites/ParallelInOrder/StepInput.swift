import EventBroker
import EventLog
import Eventlings
import Simulation

/// The steps of a world's orders, as other services have published them: by order, as they happened.
struct StepInput {
    private(set) var records: [InputRecord] = []
    private(set) var lives: [(orderId: String, steps: [TrackedStep])] = []

    /// - Parameter type: `OrderPaid`
    mutating func add(_ orderId: String, _ type: String, user: String, in partition: Int) {
        let event = OrderStep(
            id: "evt-\(records.count + 1)", type: type,
            time: Timestamp(milliseconds: World.epoch - 60_000 + Int64(records.count) * 1_000),
            payload: OrderSummary(orderId: orderId, userId: user, region: "eu"))
        records.append(
            InputRecord(
                partition: TopicPartition("orders", partition), key: orderId,
                value: (try? event.encoded()) ?? [], name: event.name, eventID: event.id))
        let step = TrackedStep(eventID: event.id, orderId: orderId, type: type)
        if let life = lives.firstIndex(where: { $0.orderId == orderId }) {
            lives[life].steps.append(step)
        } else {
            lives.append((orderId, [step]))
        }
    }

    /// The names of an order's steps, of which one is given.
    static func life(of step: String, in records: [TopicPartition: [InputRecord]]) -> [String] {
        let orderId = orderId(of: step)
        return records.values.joined().filter { $0.key == orderId }.map(\.name)
    }

    /// "order-1" of "order-1 paid".
    static func orderId(of step: String) -> String { String(step.prefix { $0 != " " }) }
}

extension TrackedStep {
    /// What a story calls it: "order-1 paid".
    var name: String { "\(orderId) \(type.dropFirst("Order".count).lowercased())" }
}
