import EventLog
import Eventlings
import FoundationEssentials

/// The orders whose lives are published, and the facts that these are made of.
///
/// Ids count up as a shop's do. Two orders in five belong to one user, and every second one comes
/// from one region.
struct OrderLives {
    struct Fact {
        let step: OrderStep
        /// The order, counted from 1.
        let order: Int
        /// Its place in the order's life, counted from 0.
        let place: Int

        var orderId: String { step.payload.orderId }
        var name: String { step.name }
    }

    let facts: [Fact]
    private let lives: [[OrderStep]]
    private let indexOfEncoded: [[UInt8]: Int]
    private let indexOfID: [String: Int]

    init(count: Int) {
        lives = (1...count).map(Self.life(of:))
        facts = lives.enumerated().flatMap { index, life in
            life.enumerated().map { Fact(step: $1, order: index + 1, place: $0) }
        }
        let indices = facts.indices
        indexOfEncoded = Dictionary(
            uniqueKeysWithValues: zip(facts.map { (try? $0.step.encoded()) ?? [] }, indices))
        indexOfID = Dictionary(uniqueKeysWithValues: zip(facts.map(\.step.id), indices))
    }

    var count: Int { lives.count }

    /// The first events of an order's life.
    func life(of order: Int, events: Int = .max) -> [OrderStep] {
        Array(lives[order - 1].prefix(events))
    }

    /// Which fact a record tells, however it is spelled; nil if any part of it is another.
    func fact(in record: Record) -> Int? {
        guard let value = record.value else { return nil }
        if let index = indexOfEncoded[value] { return index }
        guard let step = try? JSONDecoder().decode(OrderStep.self, from: Data(value)),
            let index = indexOfID[step.id], facts[index].step == step
        else { return nil }
        return index
    }

    /// Half a second after a run begins; all has happened long before.
    private static let newYear: Int64 = 1_767_225_600_000
    private static let second: Int64 = 1_000
    private static let minute = 60 * second
    private static let hour = 60 * minute

    /// Nothing happens on the dot, so that no part of a time puts an order's events together by luck,
    /// and times spread over the partitions.
    private static func life(of order: Int) -> [OrderStep] {
        let placedAt = newYear - 48 * hour + Int64(order) * 5_003
        let ending =
            order.isMultiple(of: 4)
            ? [("OrderCancelled", 3 * hour + 11 * minute + 17 * second + 260)]
            : [
                ("OrderPaid", 11 * minute + 7 * second + 310),
                ("OrderShipped", 26 * hour + 4 * minute + 41 * second + 570),
            ]
        return ([("OrderPlaced", 0)] + ending).enumerated().map { place, event in
            OrderStep(
                id: "evt-\(order)\(place + 1)", type: event.0,
                time: Timestamp(milliseconds: placedAt + event.1),
                payload: OrderSummary(
                    orderId: "order-\(order)", userId: user(of: order),
                    region: ["eu", "us", "eu", "asia"][order % 4]))
        }
    }

    private static func user(of order: Int) -> String {
        order % 5 < 2 ? "acme" : "user-\(order % 64)"
    }
}

extension OrderStep {
    /// "placed"
    var verb: String { type.dropFirst("Order".count).lowercased() }

    /// What a story calls it: "order-1 placed".
    var name: String { "\(payload.orderId) \(verb)" }
}
