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
    private let known: [[UInt8]: Int]

    init(count: Int) {
        lives = (1...count).map(Self.life(of:))
        facts = lives.enumerated().flatMap { index, life in
            life.enumerated().map { Fact(step: $1, order: index + 1, place: $0) }
        }
        let encoded = facts.enumerated().compactMap { index, fact in
            (try? fact.step.encoded()).map { ($0, index) }
        }
        known = Dictionary(encoded) { first, _ in first }
    }

    var count: Int { lives.count }

    /// The first events of an order's life.
    func life(of order: Int, events: Int = .max) -> [OrderStep] {
        Array(lives[order - 1].prefix(events))
    }

    /// Which fact a record tells, however it is spelled; nil if any part of it is another.
    func fact(in record: Record) -> Int? {
        guard let value = record.value else { return nil }
        if let index = known[value] { return index }
        guard let step = try? JSONDecoder().decode(OrderStep.self, from: Data(value)) else {
            return nil
        }
        return facts.firstIndex { $0.step == step }
    }

    private static let anHourBefore: Int64 = 1_767_225_600_000 - 3_600_000

    private static func life(of order: Int) -> [OrderStep] {
        let ending = order.isMultiple(of: 4) ? ["OrderCancelled"] : ["OrderPaid", "OrderShipped"]
        return (["OrderPlaced"] + ending).enumerated().map { place, type in
            OrderStep(
                id: "evt-\(order)\(place + 1)", type: type,
                time: Timestamp(
                    milliseconds: anHourBefore + Int64(order) * 5_000 + Int64(place) * 1_000),
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
