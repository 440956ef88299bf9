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

    /// Whether that life was ended from outside, and not by its own error.
    var lifeWasCutShort: Bool { evidence.ends[life].map { $0.error == nil } ?? false }

    /// A batch mate whose work was done before the commit, and best one that this commit covers.
    var mateDoneBefore: Evidence.Handed? {
        guard let covering else { return nil }
        let done = batchMates.filter { mate in
            works(for: mate).contains { ($0.answered ?? .max) < covering.sent }
        }
        let covered = newlyCovered
        return done.first { mate in
            covered.contains { $0.partition == mate.partition && $0.offset == mate.offset }
        } ?? done.first
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
