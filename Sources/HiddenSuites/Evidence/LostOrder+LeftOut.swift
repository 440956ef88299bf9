import EventBroker
import Simulation

/// The marks of the mistakes that leave an order out, though nothing had to go wrong for it.
extension LostOrder {
    /// Its process committed it, lived to the end without a failed call, and never asked for its
    /// work.
    var wasCommittedUntouched: Bool {
        covering != nil && record.incarnation == life && ownWorks.isEmpty && lifeGoesOn
            && evidence.failures[life] == nil
    }

    /// Nor for any other's; and nobody else did.
    var isNothingDone: Bool { wasCommittedUntouched && evidence.works.isEmpty }

    /// In its life others were worked on only when they had been committed.
    var isWorkPutOff: Bool {
        evidence.handed.contains { other in
            guard other.incarnation == life,
                let commit = evidence.commits.first(where: { $0.covers(other) }),
                let first = works(for: other).map(\.sent).min()
            else { return false }
            return commit.incarnation == life && commit.applied ?? .max < first
        }
    }

    /// One of its batch for which more calls were sent than records had come, and none had failed.
    var mateDoneInItsPlace: Evidence.Handed? {
        guard wasCommittedUntouched else { return nil }
        return batchMates.first { mate in
            let works = works(for: mate)
            let records = batch.count { $0.orderId == mate.orderId }
            return works.count > records && works.allSatisfy { $0.failed == nil }
        }
    }

    /// One of its batch that was worked on, where it was not, nor committed, and the first record was
    /// not the only one.
    var mateDoneWithoutIt: Evidence.Handed? {
        guard isRestOfBatchDropped else { return nil }
        let done = batchMates.filter { !works(for: $0).isEmpty }
        return done.contains { $0.orderId != batch.first?.orderId } ? done.first : nil
    }

    /// A later record of its partition was done and committed, and it was not done by then.
    var wasPassedByAFinishedOne: Bool {
        guard let covering, !wasWorkedOnBefore else { return false }
        return batchMates.contains { mate in
            mate.partition == record.partition && mate.offset > record.offset
                && covering.offsets.contains {
                    $0.partition == mate.partition && $0.offset == mate.offset + 1
                }
                && works(for: mate).contains { ($0.answered ?? .max) < covering.sent }
        }
    }

    /// The last one that was done before it in its partition, where one commit was the first to cover
    /// both, and the offset that was committed.
    var commitTooFar: (after: Evidence.Handed, offset: Int64)? {
        guard let covering, !wasWorkedOnBefore else { return nil }
        let mate = newlyCovered.last { mate in
            mate.partition == record.partition && mate.offset < record.offset
                && works(for: mate).contains { ($0.answered ?? .max) < covering.sent }
        }
        let offset = covering.offsets.first { $0.partition == record.partition }?.offset
        guard let mate, let offset else { return nil }
        return (mate, offset)
    }

    /// The process that committed in its partition without having read there.
    var committedByStranger: String? {
        guard let covering else { return nil }
        let hasRead = evidence.handed.contains {
            $0.incarnation == life && $0.partition == record.partition && $0.poll < covering.sent
        }
        return hasRead ? nil : evidence.processes[life]
    }
}

extension UnreadOrder {
    /// An offset behind it, committed before it was there, and where the partition ended by then.
    var earlierCommit: (offset: Int64, end: Int)? {
        let entries = evidence.history.entries
        let here = evidence.records[partition] ?? []
        let arrivals = entries.indices.filter { index in
            guard case .appended(_, partition, _) = entries[index].moment else { return false }
            return true
        }
        guard let place = here.firstIndex(where: { $0.name == evidence.subject }) else {
            return nil
        }
        for commit in evidence.commits {
            guard let applied = commit.applied,
                let offset = commit.offsets.first(where: { $0.partition == partition })?.offset
            else { continue }
            let end = here.count - arrivals.count { $0 > applied }
            if end <= place, offset > place { return (offset, end) }
        }
        return nil
    }
}
