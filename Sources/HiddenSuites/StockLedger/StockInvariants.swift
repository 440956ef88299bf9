import Eventlings
import Simulation

/// What is promised of the stock and the outcomes.
enum StockInvariants {
    static let all = [
        neverBelowZero, takenWholeAndOnce, acceptedFit, outcomesStand, everyOrderIsDecided,
        stockIsWhatIsLeft, refusedAreShort,
    ]

    private static let neverBelowZero = Invariant(
        id: "never-below-zero", title: "The stock never falls below zero", kind: .safety
    ) { world in
        let taking = taking(in: world)
        return firstArticle(taking.quantities) { $0 < 0 }.map { sku, quantity in
            Violation(of: sku, "the stock of \(sku) is \(quantity)")
        }
    }

    private static let takenWholeAndOnce = Invariant(
        id: "taken-whole-and-once",
        title: "An order's goods are taken all together, once, and not if it is refused",
        kind: .safety
    ) { world in
        let taking = taking(in: world)
        if taking.isTakenWhole { return nil }
        if let order = taking.refusedAndTaken {
            return Violation(of: "", "\(order.orderId) is refused, and its goods are gone")
        }
        let gone = zip(StockPlan.start, taking.taken).filter { $0.1 != 0 }
            .map { "\($0.1) of \($0.0.sku)" }
        return Violation(
            of: "", "\(gone.joined(separator: " and ")) are gone, and no whole orders ask for that")
    }

    private static let acceptedFit = Invariant(
        id: "accepted-fit", title: "No more is accepted than was there", kind: .safety
    ) { world in
        let taking = taking(in: world)
        let left = zip(StockPlan.start, taking.acceptedDemand).map { $0.quantity - $1 }
        return firstArticle(left) { $0 < 0 }.map { sku, missing in
            Violation(of: sku, "\(-missing) more of \(sku) are accepted than there were")
        }
    }

    private static let outcomesStand = Invariant(
        id: "outcomes-stand", title: "An outcome that is recorded stands", kind: .safety
    ) { world in
        taking(in: world).overturned.map { orderId, was, now in
            let now = now.map { "is \($0)" } ?? "has no outcome"
            return Violation(of: orderId, "\(orderId) was \(was), and \(now) now")
        }
    }

    private static let everyOrderIsDecided = Invariant(
        id: "decided-eventually", title: "Every order is accepted or refused in the end",
        kind: .liveness
    ) { world in
        let taking = taking(in: world)
        return taking.plan.orders.first {
            taking.outcome(of: $0).map(StockPlan.outcomes.contains) != true
        }.map { Violation(of: $0.orderId, "\($0.orderId) has no outcome") }
    }

    private static let stockIsWhatIsLeft = Invariant(
        id: "stock-is-what-is-left", title: "In the end the stock is the start less the accepted",
        kind: .liveness
    ) { world in
        let taking = taking(in: world)
        let differences = zip(taking.taken, taking.acceptedDemand).map { $0 - $1 }
        return firstArticle(differences) { $0 != 0 }.map { sku, more in
            let direction = more > 0 ? "\(more) more" : "\(-more) fewer"
            return Violation(of: sku, "\(direction) of \(sku) are gone than were accepted")
        }
    }

    /// The stock never rises, so what was short once is short in the end.
    private static let refusedAreShort = Invariant(
        id: "refused-are-short", title: "An order is refused only if an article is short",
        kind: .liveness
    ) { world in
        let taking = taking(in: world)
        let quantities = taking.quantities
        let index = taking.plan.orders.indices.first { index in
            taking.outcome(of: taking.plan.orders[index]) == "refused"
                && zip(taking.plan.demands[1 << index], quantities).allSatisfy { $0 <= $1 }
        }
        return index.map { taking.plan.orders[$0].orderId }.map {
            Violation(of: $0, "\($0) is refused, and there is enough for it")
        }
    }

    private static func taking(in world: World) -> StockTaking {
        StockTaking(StockLedgerSuite.plan(of: world), in: world)
    }

    private static func firstArticle(
        _ numbers: [Int64], where holds: (Int64) -> Bool
    ) -> (sku: String, number: Int64)? {
        zip(StockPlan.start, numbers).first { holds($0.1) }.map { ($0.0.sku, $0.1) }
    }
}
