import Eventlings

/// The evidence about a change of the stock that no order explains.
struct WrongTaking {
    let story: StockStory
    let change: StockStory.Change
    /// The order for which it was made.
    let order: StockOrder

    /// The first change that is not what its order asks for, or that takes what isn't there.
    init?(_ story: StockStory) {
        for change in story.changes {
            guard let order = Self.order(of: change, in: story) else { continue }
            let isWrong = change.taken != StockStory.lines(of: order)
            guard isWrong || change.takesMoreThanThereIs else { continue }
            (self.story, self.change, self.order) = (story, change, order)
            return
        }
        return nil
    }

    /// The one that the save records, or else the last that its process was handed and that has one
    /// of these articles. None where it records several.
    private static func order(
        of change: StockStory.Change, in story: StockStory
    ) -> StockOrder? {
        let recorded = change.save.writes.filter { $0.table == StockStory.outcomeTable }
        if recorded.count > 1 { return nil }
        if let key = recorded.first?.key { return story.orders[key] }
        let named = story.sortedOrders.first { change.save.names($0.orderId) }
        let fitting = story.sortedOrders.first { order in
            let lines = StockStory.lines(of: order)
            return change.taken.allSatisfy { lines[$0.key] == $0.value }
        }
        return named ?? fitting
    }

    private var lines: [String: Int64] { StockStory.lines(of: order) }

    /// What is left is what had been there once, less this order: not what was there now.
    var isReckonedFromOldStock: Bool {
        guard change.taken != lines else { return false }
        return story.changes.contains { earlier in
            lines.allSatisfy { sku, quantity in
                let left = (change.before[sku] ?? 0) - (change.taken[sku] ?? 0)
                return (earlier.before[sku] ?? 0) - quantity == left
            }
        }
    }

    var wasLookedUpBefore: Bool { story.look(of: change.save, for: order.orderId) != nil }

    var takesMoreThanThereIs: Bool { change.takesMoreThanThereIs }

    /// The save that took it recorded that it is refused.
    var isRefused: Bool {
        change.save.writes.contains {
            $0.table == StockStory.outcomeTable && $0.row?["outcome"]?.text == "refused"
        }
    }

    /// Of its first article there was less than it asks for.
    var isShortFromTheFirst: Bool {
        order.lines.first.map { change.before[$0.sku] ?? 0 < $0.quantity } ?? false
    }

    /// Some of the lines, or less of them.
    var isPart: Bool {
        change.taken != lines
            && change.taken.allSatisfy { sku, taken in taken > 0 && taken <= lines[sku] ?? 0 }
    }

    /// What was not taken was not there.
    var restWasShort: Bool {
        lines.allSatisfy { sku, quantity in
            change.taken[sku] == quantity || (change.before[sku] ?? 0) < quantity
        }
    }
}

extension StockStory.Change {
    var takesMoreThanThereIs: Bool { taken.contains { before[$0.key] ?? 0 < $0.value } }
}
