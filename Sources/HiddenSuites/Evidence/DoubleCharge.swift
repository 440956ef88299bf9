import Eventlings

/// The evidence about an order that was charged twice: the two charges that took effect.
struct DoubleCharge {
    let evidence: Evidence
    let first: Evidence.Work
    let second: Evidence.Work

    init?(_ evidence: Evidence) {
        let charges = evidence.works
            .filter { $0.orderId == evidence.subject && $0.applied != nil }
            .sorted { ($0.applied ?? 0) < ($1.applied ?? 0) }
        guard charges.count >= 2 else { return nil }
        self.evidence = evidence
        first = charges[0]
        second = charges[1]
    }

    var firstKey: String? { first.charge?.key }
    var secondKey: String? { second.charge?.key }
    var areBothKeyed: Bool { firstKey != nil && secondKey != nil }
    var isSameLife: Bool { first.incarnation == second.incarnation }

    /// The record for which a charge was made: the order's handing out that it belongs to, a retry
    /// after a timeout counting with the try before it.
    func record(of work: Evidence.Work) -> Evidence.Handed? {
        let handed = evidence.handed.filter {
            $0.incarnation == work.incarnation && $0.orderId == work.orderId && $0.poll < work.sent
        }
        let earlier = evidence.works.filter {
            $0.incarnation == work.incarnation && $0.orderId == work.orderId
                && $0.sent < work.sent && $0.failed == nil
        }
        return handed.isEmpty ? nil : handed[min(earlier.count, handed.count - 1)]
    }
}

/// The marks of the mistakes that charge twice.
extension DoubleCharge {
    var wasChargedInsideTransaction: Bool {
        evidence.transactions.contains { transaction in
            transaction.incarnation == first.incarnation && transaction.began < first.sent
                && (transaction.ended ?? .max) > first.sent
        } && (firstKey == nil || firstKey != secondKey)
    }

    var wasTimeoutReadAsNo: Bool {
        guard isSameLife, firstKey != secondKey || firstKey == nil else { return false }
        return evidence.works.contains {
            $0.orderId == second.orderId && $0.incarnation == second.incarnation
                && ($0.failed ?? .max) < second.sent
        } && record(of: first)?.offset == record(of: second)?.offset
    }

    var wasKeyForgotten: Bool {
        guard areBothKeyed, firstKey != secondKey else { return false }
        return evidence.saves.contains { save in
            guard let applied = save.applied, applied > first.sent, applied < second.sent else {
                return false
            }
            return save.writes.contains { $0.row == nil && $0.key.contains(first.orderId) }
        }
    }

    var wasKeyedByEvent: Bool {
        guard let a = record(of: first), let b = record(of: second), a.eventID != b.eventID,
            let firstKey, let secondKey
        else { return false }
        return firstKey.contains(a.eventID) && secondKey.contains(b.eventID)
    }

    /// Rows under event ids are a memory of events.
    var wasRememberedByEvent: Bool {
        guard let a = record(of: first), let b = record(of: second), a.eventID != b.eventID else {
            return false
        }
        return evidence.saves.contains { $0.writes.contains { $0.key.contains(a.eventID) } }
    }

    var wasKeyedByOffset: Bool {
        guard let a = record(of: first), let b = record(of: second), a.offset != b.offset else {
            return false
        }
        return firstKey == String(a.offset) && secondKey == String(b.offset)
    }

    var wasKeyedByPosition: Bool {
        guard let a = record(of: first), let b = record(of: second),
            a.offset != b.offset || a.partition != b.partition, let firstKey, let secondKey,
            firstKey != secondKey
        else { return false }
        return Self.numbers(in: firstKey).contains(a.offset)
            && Self.numbers(in: secondKey).contains(b.offset)
    }

    var wasKeyChanged: Bool { areBothKeyed && firstKey != secondKey }

    /// The order is in both keys, and something else with it.
    var wasKeyedByProcess: Bool {
        wasKeyChanged && !isSameLife
            && [firstKey, secondKey].allSatisfy { $0?.contains(first.orderId) == true }
    }

    var hadNoKey: Bool { !areBothKeyed }

    /// Two processes that were alive at the same time, each of which had looked into the database.
    var processesAtOnce: (first: String, second: String)? {
        guard hadNoKey, !isSameLife, evidence.ends[first.incarnation]?.at ?? .max > second.sent,
            hasLooked(before: first), hasLooked(before: second),
            let one = evidence.processes[first.incarnation],
            let other = evidence.processes[second.incarnation]
        else { return nil }
        return (one, other)
    }

    /// The first charge's life had looked at, or written, something about this order.
    var hadMarker: Bool { hadNoKey && hasLooked(before: first) }

    private func hasLooked(before work: Evidence.Work) -> Bool {
        evidence.transactions.contains {
            $0.incarnation == work.incarnation && ($0.ended ?? .max) < work.sent
        }
    }
}
