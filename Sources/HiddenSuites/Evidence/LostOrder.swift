/// The evidence about an order that was never worked on: the record, and the commit that covered it.
struct LostOrder {
    let evidence: Evidence
    /// The record that stands for the order: the last one handed out before a commit covered it.
    let record: Evidence.Handed
    /// The first commit that covered it; nil if none did.
    let covering: Evidence.Commit?

    init?(_ evidence: Evidence) {
        let records = evidence.handed.filter { $0.orderId == evidence.subject }
        guard let first = records.first else { return nil }
        let covering = evidence.commits.first { $0.covers(first) }
        record =
            covering.flatMap { commit in
                records.last { $0.incarnation == commit.incarnation && $0.poll < commit.sent }
            } ?? records[records.count - 1]
        self.covering = covering
        self.evidence = evidence
    }

    var life: Int { covering?.incarnation ?? record.incarnation }

    /// What was handed out with it, by the same poll.
    var batch: [Evidence.Handed] {
        evidence.handed.filter { $0.incarnation == record.incarnation && $0.poll == record.poll }
    }

    var batchMates: [Evidence.Handed] {
        batch.filter { $0.orderId != record.orderId }
    }

    /// What its life did for it, from when it was handed out.
    var ownWorks: [Evidence.Work] { works(for: record) }

    func works(for other: Evidence.Handed) -> [Evidence.Work] {
        evidence.works.filter {
            $0.incarnation == other.incarnation && $0.orderId == other.orderId
                && $0.sent > other.poll
        }
    }

    /// Whether the life that committed it was alive to the end.
    var lifeGoesOn: Bool { evidence.ends[life] == nil }

    /// A batch mate whose work was done before the commit.
    var mateDoneBefore: Evidence.Handed? {
        guard let covering else { return nil }
        return batchMates.first { mate in
            works(for: mate).contains { ($0.answered ?? .max) < covering.sent }
        }
    }

    /// The records of one poll that the commit covered for the first time.
    var newlyCovered: [Evidence.Handed] {
        guard let covering else { return [] }
        return batch.filter { mate in
            covering.covers(mate)
                && !evidence.commits.contains { $0.sent < covering.sent && $0.covers(mate) }
        }
    }

    var wasWorkedOnBefore: Bool {
        guard let covering else { return false }
        return ownWorks.contains { ($0.answered ?? .max) < covering.sent }
    }
}

/// The marks of the mistakes that lose an order, whatever the work is.
extension LostOrder {
    var isRestOfBatchDropped: Bool {
        covering == nil && lifeGoesOn && ownWorks.isEmpty
            && batchMates.contains { !works(for: $0).isEmpty }
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
        guard let covering, !wasWorkedOnBefore, let mate = mateDoneBefore else { return false }
        return covering.covers(record) && newlyCovered.contains { $0.offset == mate.offset }
            || newlyCovered.count > 1
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
}

extension Evidence {
    /// The last lives of one process all ended in an error, and none committed anything.
    var makesNoProgress: Bool {
        let failed = ends.filter { $0.value.error != nil }
        return processes.values.contains { process in
            let lives = processes.keys.filter { processes[$0] == process }.sorted().suffix(3)
            return lives.count == 3
                && lives.allSatisfy { life in
                    failed[life] != nil
                        && !commits.contains { $0.incarnation == life && $0.applied != nil }
                }
        }
    }
}
