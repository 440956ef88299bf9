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

    /// Its charge was still under way when the commit of a later record, charged by then, was sent.
    var wasOvertaken: Bool {
        guard let covering else { return false }
        let isUnderWay = ownWorks.contains { $0.isUnderWay(at: covering.sent) }
        return isUnderWay
            && batchMates.contains { mate in
                mate.partition == record.partition && mate.offset > record.offset
                    && works(for: mate).contains { ($0.answered ?? .max) < covering.sent }
            }
    }

    var wasCommittedWhileUnderWay: Bool {
        guard let covering else { return false }
        let commitEnds = covering.answered ?? evidence.ends[life]?.at ?? .max
        return ownWorks.contains { work in
            work.isUnderWay(at: covering.sent)
                || (work.sent > covering.sent && work.sent < commitEnds)
        }
            || isWorkNotAwaited && ownWorks.isEmpty
    }

    var wasLeftOutOnStop: Bool {
        guard let covering, let stop = evidence.stopRequests[life], stop < covering.sent else {
            return false
        }
        return ownWorks.isEmpty
    }

    var ownChargeFailedBeforeCommit: Bool {
        guard let covering else { return false }
        return ownWorks.contains { ($0.failed ?? .max) < covering.sent }
            && !wasAnotherChargedBetweenFailureAndCommit
    }

    /// Its own charge failed, or an earlier one of its batch and it was not tried any more.
    var failureWasCommitted: Bool {
        guard let covering, lifeGoesOn else { return false }
        let mateFailed = batchMates.contains { mate in
            works(for: mate).contains { ($0.failed ?? .max) < covering.sent }
        }
        return ownChargeFailedBeforeCommit || (mateFailed && ownWorks.isEmpty)
    }

    private var wasAnotherChargedBetweenFailureAndCommit: Bool {
        guard let covering, let failed = ownWorks.compactMap(\.failed).first else { return false }
        return evidence.works.contains { work in
            work.incarnation == life && work.orderId != record.orderId
                && (work.answered ?? -1) > failed && (work.answered ?? .max) < covering.sent
        }
    }
}

extension Evidence {
    /// Several lives in a row ended by inserting a row that was there.
    var diesOfDuplicateKeys: Bool {
        ends.values.count { $0.error == DatabaseError.duplicateKey.description } >= 2
    }
}
