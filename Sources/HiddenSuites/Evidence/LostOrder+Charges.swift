import Eventlings

/// The marks of the mistakes that lose a charge.
extension LostOrder {
    private var allWorks: [Evidence.Work] {
        evidence.works.filter { $0.orderId == record.orderId }
    }

    var wasRefusedByKey: Bool { allWorks.contains(where: \.isKeyReused) }

    var isKeyedByOffset: Bool {
        let offsets = evidence.handed.filter { $0.orderId == record.orderId }.map(\.offset)
        return allWorks.contains { work in
            offsets.contains { work.charge?.key == String($0) }
        }
    }

    /// A row named the order, and a later handing-out was passed over without a charge.
    var wasMarkedAndPassedOver: Bool {
        let marked = evidence.saves.first { save in
            save.applied != nil && save.writes.contains { $0.key.contains(record.orderId) }
        }
        guard let saved = marked?.applied else { return false }
        return evidence.handed.contains { again in
            again.orderId == record.orderId && again.poll > saved && works(for: again).isEmpty
                && evidence.commits.contains {
                    $0.incarnation == again.incarnation && $0.sent > again.poll
                }
        }
    }

    /// It was committed with a row that named it, and that row was changed before any charge took
    /// effect.
    var wasMarkedInPlace: Bool {
        guard let covering, !allWorks.contains(where: { $0.applied != nil }) else { return false }
        let saves = evidence.saves.filter { save in
            save.applied != nil && save.writes.contains { $0.key.contains(record.orderId) }
        }
        return saves.first?.applied ?? .max < covering.sent
            && saves.last?.applied ?? 0 > covering.sent
    }

    /// A row named it when it was committed, and nobody has ever charged it.
    var wasLeftInItsRow: Bool {
        guard let covering, allWorks.isEmpty else { return false }
        return evidence.saves.contains { save in
            save.applied ?? .max < covering.sent
                && save.writes.contains { $0.row != nil && $0.key.contains(record.orderId) }
        }
    }

    /// A charge was asked for by a token that no order has.
    var strangeToken: String? {
        guard ownWorks.isEmpty else { return nil }
        return evidence.works.first { $0.orderId.isEmpty }?.charge?.token
    }

    var wasLeftOutOnStop: Bool {
        guard let covering, let stop = evidence.stopRequests[life], stop < covering.sent else {
            return false
        }
        return ownWorks.isEmpty
    }
}

extension Evidence {
    /// Several lives in a row ended by inserting a row that was there.
    var diesOfDuplicateKeys: Bool {
        ends.values.count { $0.error == DatabaseError.duplicateKey.description } >= 2
    }
}
