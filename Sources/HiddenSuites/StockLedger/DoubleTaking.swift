import EventBroker
import Eventlings
import Simulation

/// The evidence about an order whose work was done twice: the transaction that took its goods, and a
/// later one that took them again or recorded another outcome.
struct DoubleTaking {
    let story: StockStory
    let orderId: String
    let first: StockStory.Change
    let second: Evidence.Save

    init?(_ story: StockStory) {
        guard let second = story.evidence.appliedSaves.last else { return nil }
        let change = story.changes.last { $0.applied == second.applied }
        let recorded = second.writes.filter { $0.table == StockStory.outcomeTable }
            .compactMap { story.orders[$0.key] }
            .filter { Set(story.outcomes[$0.orderId] ?? []).count > 1 }
        for order in change.map(story.ordersTaken) ?? recorded {
            let first = story.changes.first {
                $0.applied < second.applied ?? 0 && story.ordersTaken(by: $0).contains(order)
            }
            guard let first else { continue }
            (self.story, orderId, self.first, self.second) = (story, order.orderId, first, second)
            return
        }
        return nil
    }

    var isSameLife: Bool { first.save.incarnation == second.incarnation }

    /// What the two were done for.
    private var records: (first: Evidence.Handed, second: Evidence.Handed)? {
        func handed(for save: Evidence.Save) -> [Evidence.Handed] {
            story.evidence.handed.filter {
                $0.orderId == orderId && $0.incarnation == save.incarnation && $0.poll < save.sent
            }
        }
        guard let a = handed(for: first.save).first, let b = handed(for: second).last else {
            return nil
        }
        return (a, b)
    }

    private var applied: [Evidence.Save] { story.evidence.appliedSaves }

    private var secondApplied: Int { second.applied ?? .max }

    private func isBetween(_ position: Int) -> Bool {
        position >= first.applied && position <= secondApplied
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
                write.table != "stock" && isForgotten(by: write, at: at)
            }
        }
    }

    /// A row that told of it was there, days old, and the second one wrote it anew.
    var hasExpired: Bool {
        let entries = story.evidence.history.entries
        guard let applied = second.applied,
            entries[applied].at - entries[first.applied].at > Self.day
        else { return false }
        return second.writes.contains { write in
            write.isOwnTable && write.names(orderId)
                && first.save.writes.contains {
                    $0.table == write.table && $0.key == write.key && $0.row != write.row
                }
        }
    }

    private static let day: Int64 = 24 * 3_600 * 1_000_000_000

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
        guard let look = story.look(of: second, for: orderId) else { return false }
        return look < first.applied && !isSameLife
    }

    /// The second one's life had looked when the first one was there.
    private var wasCheckedInTime: Bool {
        guard !isSameLife, let look = story.look(of: second, for: orderId) else { return false }
        return look > first.applied
    }

    /// The first one told nothing of the order, or whoever took again had looked elsewhere.
    var wasMarkedApart: Bool {
        !isSameLife && !first.save.names(orderId) || wasCheckedInTime
    }

    var wasTimeoutReadAsNo: Bool {
        guard isSameLife, let failed = first.save.failed else { return false }
        return failed < second.sent
    }

    /// Another outcome was recorded, by a life that could know of the first.
    var wasDecidedAgain: Bool {
        let isRemembered = first.save.writes.contains { $0.isOwnTable && $0.names(orderId) }
        return (isSameLife || isRemembered || wasCheckedInTime)
            && Set(story.outcomes[orderId] ?? []).count > 1
    }

    /// One life, and its own row was there.
    var wasConflictIgnored: Bool {
        isSameLife
            && applied.contains { $0.applied ?? .max < secondApplied && $0.names(orderId) }
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
