import EventBroker
import Simulation

/// The marks of the mistakes that lose an order, whatever the work is.
extension LostOrder {
    var isRestOfBatchDropped: Bool {
        covering == nil && lifeGoesOn && ownWorks.isEmpty
            && batchMates.contains { !works(for: $0).isEmpty }
    }

    /// After a call had failed, its life did no more of the batch and went on.
    var wasDroppedAfterError: Bool {
        guard covering == nil, lifeGoesOn, ownWorks.isEmpty else { return false }
        let lastWork = batchMates.flatMap(works).map(\.sent).max() ?? record.poll
        let nextBatch = evidence.handed.first {
            $0.incarnation == record.incarnation && $0.poll > record.poll
        }
        let failures = evidence.failures[record.incarnation] ?? []
        return failures.contains { $0 > lastWork && $0 < nextBatch?.poll ?? .max }
    }

    /// Committed, not worked on, and kept by a process that lived on; or several committed one by
    /// one and none of them worked on.
    var isHeldInMemory: Bool {
        guard covering != nil, ownWorks.isEmpty else { return false }
        if lifeGoesOn { return true }
        let waiting = evidence.commits.filter { commit in
            commit.incarnation == life && commit.applied != nil
                && batch.contains { commit.covers($0) && works(for: $0).isEmpty }
        }
        return waiting.count >= 2
    }

    /// Work and commit were under way together.
    var isWorkNotAwaited: Bool {
        guard let covering else { return false }
        let commitEnds = covering.answered ?? evidence.ends[life]?.at ?? .max
        let own = evidence.works.filter { $0.incarnation == life && $0.sent > record.poll }
        return own.contains { work in
            work.isUnderWay(at: covering.sent)
                || (work.sent > covering.sent && work.sent < commitEnds)
        }
    }

    var isPositionCommitted: Bool {
        guard !wasWorkedOnBefore, let mate = mateDoneBefore, coveringNamesPositions else {
            return false
        }
        return newlyCovered.contains { $0.partition == mate.partition && $0.offset == mate.offset }
    }

    /// The commit names all partitions of the batch, and each offset is the end of what its life had
    /// been handed there.
    private var coveringNamesPositions: Bool {
        guard let covering else { return false }
        let named = Set(covering.offsets.map(\.partition))
        guard named.isSuperset(of: batch.map(\.partition)) else { return false }
        return covering.offsets.allSatisfy { named in
            let last = evidence.handed.last {
                $0.incarnation == life && $0.partition == named.partition
                    && $0.poll < covering.sent
            }
            return last.map { $0.offset + 1 == named.offset } ?? true
        }
    }

    /// Its commit came from the work on another partition: nothing was done in its own, and it was
    /// not the next in turn, or the offset was not its own.
    var isCoveredFromElsewhere: Bool {
        guard let covering, let mate = mateDoneBefore, mate.partition != record.partition else {
            return false
        }
        let isDone = { (other: Evidence.Handed) in
            works(for: other).contains { ($0.answered ?? .max) < covering.sent }
        }
        let isTouched = batch.contains { other in
            other.partition == record.partition
                && works(for: other).contains { $0.sent < covering.sent }
        }
        let isNext = batch.prefix { $0.offset != record.offset || $0.partition != record.partition }
            .allSatisfy(isDone)
        let isOwnOffset = covering.offsets.contains {
            $0.partition == record.partition && $0.offset == record.offset + 1
        }
        return !isTouched && !(isNext && isOwnOffset)
    }

    var isBatchCommittedEarly: Bool {
        guard let covering else { return false }
        let covered = newlyCovered
        return covered.count >= 2
            && !covered.contains { works(for: $0).contains { $0.sent < covering.sent } }
    }

    var isCommittedBeforeWork: Bool {
        guard let covering else { return false }
        return !ownWorks.contains { $0.sent < covering.answered ?? .max }
    }

    /// The consumer committed by itself while it was being closed.
    var wasCommittedOnClose: Bool {
        guard let covering, covering.isAutomatic, let leave = evidence.leaves[life] else {
            return false
        }
        return !evidence.handed.contains { $0.incarnation == life && $0.poll > covering.sent }
            && leave > covering.sent
    }

    /// Its work was still under way when the commit of a later record, done by then, was sent.
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

    var ownWorkFailedBeforeCommit: Bool {
        guard let covering else { return false }
        return ownWorks.contains { ($0.failed ?? .max) < covering.sent }
            && !wasAnotherDoneBetweenFailureAndCommit
    }

    /// Its own work failed, or an earlier one of its batch and it was not tried any more.
    var failureWasCommitted: Bool {
        guard let covering, !lifeWasCutShort else { return false }
        let mateFailed = batchMates.contains { mate in
            works(for: mate).contains { ($0.failed ?? .max) < covering.sent }
        }
        return ownWorkFailedBeforeCommit || (mateFailed && ownWorks.isEmpty)
    }

    /// Its work failed, and when it was handed out again, nothing was done for it.
    var wasTakenForDone: Bool {
        guard ownWorks.isEmpty else { return false }
        let tries = evidence.works.filter {
            $0.incarnation == record.incarnation && $0.orderId == record.orderId
        }
        return tries.contains { ($0.failed ?? .max) < record.poll }
    }

    /// Its work failed, and its partition was not read any more.
    var wasAbandonedWithItsPartition: Bool {
        guard lifeGoesOn, let failed = ownWorks.last?.failed else { return false }
        return evidence.reads[record.incarnation]?[record.partition] ?? 0 < failed
    }

    /// The work was done for something that is no order at all.
    var strangeId: String? {
        let known = Set(evidence.records.values.flatMap { $0 }.map(\.name))
        guard ownWorks.isEmpty else { return nil }
        return evidence.works.first { !known.contains($0.orderId) }?.orderId
    }

    private var wasAnotherDoneBetweenFailureAndCommit: Bool {
        guard let covering, let failed = ownWorks.compactMap(\.failed).first else { return false }
        return evidence.works.contains { work in
            work.incarnation == life && work.orderId != record.orderId
                && (work.answered ?? -1) > failed && (work.answered ?? .max) < covering.sent
        }
    }
}

extension Evidence {
    /// The error in which the last lives of one process all ended, none having committed anything.
    var errorWithoutProgress: String? {
        for process in Set(processes.values).sorted() {
            let lives = processes.keys.filter { processes[$0] == process }.sorted().suffix(3)
            let isInVain = lives.allSatisfy { life in
                ends[life]?.error != nil
                    && !commits.contains { $0.incarnation == life && $0.applied != nil }
            }
            if lives.count == 3, isInVain { return lives.last.flatMap { ends[$0]?.error } }
        }
        return nil
    }
}
