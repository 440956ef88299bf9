import EventBroker
import Eventlings
import Simulation

/// The evidence about an order whose goods were taken twice: the two transactions that took them.
struct DoubleTaking {
    let story: StockStory
    let orderId: String
    let first: StockStory.Change
    let second: StockStory.Change

    init?(_ story: StockStory) {
        guard let second = story.changes.last else { return nil }
        for order in story.ordersTaken(by: second) {
            let first = story.changes.dropLast().first {
                story.ordersTaken(by: $0).contains(order)
            }
            guard let first else { continue }
            (self.story, orderId, self.first, self.second) = (story, order.orderId, first, second)
            return
        }
        return nil
    }

    var isSameLife: Bool { first.save.incarnation == second.save.incarnation }

    /// What the two were done for.
    private var records: (first: Evidence.Handed, second: Evidence.Handed)? {
        func handed(_ change: StockStory.Change) -> [Evidence.Handed] {
            story.evidence.handed.filter {
                $0.orderId == orderId && $0.incarnation == change.save.incarnation
                    && $0.poll < change.save.sent
            }
        }
        guard let a = handed(first).first, let b = handed(second).last else { return nil }
        return (a, b)
    }

    private var applied: [Evidence.Save] { story.evidence.appliedSaves }

    private func isBetween(_ position: Int) -> Bool {
        position >= first.applied && position <= second.applied
    }
}

/// The marks of the mistakes that take twice.
extension DoubleTaking {
    var wasRememberedByEvent: Bool {
        guard let records, records.first.eventID != records.second.eventID else { return false }
        return applied.contains { $0.names(records.first.eventID) }
    }

    /// A row that told of it was deleted, or written over with something else.
    var wasForgotten: Bool {
        applied.contains { save in
            guard let at = save.applied, isBetween(at) else { return false }
            return save.writes.contains { write in
                write.isOwnTable && isForgotten(by: write, at: at)
            }
        }
    }

    private func isForgotten(by write: DatabaseChanges.Write, at moment: Int) -> Bool {
        if write.row == nil, write.names(orderId) { return true }
        guard !write.names(orderId) else { return false }
        return applied.contains { earlier in
            earlier.applied ?? .max < moment
                && earlier.writes.contains {
                    $0.table == write.table && $0.key == write.key && $0.names(orderId)
                }
        }
    }

    /// It stood at two places in the log, and a row of the first told of the place, not of the order.
    var wasRememberedByPlace: Bool {
        guard let records,
            records.first.offset != records.second.offset
                || records.first.partition != records.second.partition
        else { return false }
        return first.save.writes.contains {
            $0.isOwnTable && !$0.names(orderId) && $0.tells(records.first)
        }
    }

    /// The second one's life had looked before the first one was there.
    var wasCheckedTooEarly: Bool {
        guard let look = story.look(of: second.save, for: orderId) else { return false }
        return look < first.applied && !isSameLife
    }

    /// The first one told nothing of the order, or whoever took again had looked elsewhere.
    var wasMarkedApart: Bool {
        if !isSameLife, !first.save.names(orderId) { return true }
        guard !isSameLife, let look = story.look(of: second.save, for: orderId) else {
            return false
        }
        return look > first.applied
    }

    var wasTimeoutReadAsNo: Bool {
        guard isSameLife, let failed = first.save.failed else { return false }
        return failed < second.save.sent
    }

    /// One life, and its own row was there.
    var wasConflictIgnored: Bool {
        isSameLife
            && applied.contains { $0.applied ?? .max < second.applied && $0.names(orderId) }
    }
}

extension DatabaseChanges.Write {
    /// Whether the row is about a place in the log, by its key or by a number in it.
    func tells(_ place: Evidence.Handed) -> Bool {
        let partition = "\(place.partition)"
        let numbers = "\(key) \(row?.description ?? "")".replacing(partition, with: "")
            .split { !$0.isNumber }.compactMap { Int64($0) }
        return numbers.contains(place.offset)
            || key == partition && numbers.contains(place.offset + 1)
    }
}
