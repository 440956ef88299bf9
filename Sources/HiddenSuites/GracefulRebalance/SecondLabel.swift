import EventBroker
import Eventlings
import Simulation

/// The evidence about a label that was printed twice while nobody crashed or stalled.
struct SecondLabel {
    let members: MemberEvidence
    let partition: TopicPartition
    /// In the order of printing.
    let first: Evidence.Work
    let second: Evidence.Work

    private var evidence: Evidence { members.evidence }

    /// Nil where somebody had crashed or stalled: a second label is no mistake then.
    init?(_ members: MemberEvidence) {
        if members.hasTrouble { return nil }
        let evidence = members.evidence
        let prints = evidence.works
            .filter { $0.orderId == evidence.subject && $0.applied != nil }
            .sorted { ($0.applied ?? 0) < ($1.applied ?? 0) }
        guard prints.count >= 2, let partition = evidence.partition(of: evidence.subject) else {
            return nil
        }
        self.members = members
        self.partition = partition
        (first, second) = (prints[0], prints[1])
    }

    var isSameLife: Bool { first.incarnation == second.incarnation }

    /// When the record came to the one who printed it the second time.
    private var secondHandOut: Int {
        members.handOut(of: second.orderId, to: second.incarnation, before: second.sent)?.poll
            ?? second.sent
    }

    private var commits: [Evidence.Commit] {
        guard let record = evidence.handed.first(where: { $0.orderId == first.orderId }) else {
            return []
        }
        return evidence.commits.filter { $0.covers(record) }
    }
}

/// The marks of the mistakes that print twice.
extension SecondLabel {
    /// Two lives had the partition at once, and nobody had asked either of them to give it up.
    var wasNeverShared: Bool {
        !isSameLife && members.expiries.isEmpty
            && [first, second].allSatisfy {
                members.farewell(to: partition, by: $0.incarnation, before: second.sent) == nil
                    && evidence.ends[$0.incarnation].map { $0.at > secondHandOut } ?? true
            }
    }

    /// The two have joined under the same name, which stands for one member.
    var sharedInstanceID: String? {
        guard let id = members.instanceIDs[first.incarnation],
            id == members.instanceIDs[second.incarnation],
            evidence.processes[first.incarnation] != evidence.processes[second.incarnation]
        else { return nil }
        return id
    }

    /// A member was out of its group though nobody had paused it, or others got its partitions while
    /// it was still busy giving them up.
    var wasTooSlow: Bool {
        let lost = members.farewells.contains { $0.isLost && $0.at < second.sent }
        let isExpired = members.expiries.contains { $0.at < second.sent }
        let isBusy = members.farewells.contains {
            $0.at < secondHandOut && $0.isOver ?? .max > secondHandOut
                && $0.incarnation != second.incarnation && $0.partitions.contains(partition)
        }
        return isExpired || lost || isBusy
    }

    /// One of the two was begun when its partition had been given up, and its record had not been
    /// handed out again.
    var wasBegunAfterFarewell: Bool {
        [first, second].contains { print in
            let handOut = members.handOut(
                of: print.orderId, to: print.incarnation, before: print.sent)
            guard let handOut,
                let farewell = members.farewell(
                    to: partition, by: print.incarnation, before: print.sent)
            else { return false }
            return handOut.poll < farewell.at && farewell.isOver ?? .max < print.sent
        }
    }

    /// One process had it twice: in its queue, when its partition was given up, and from the poll that
    /// handed it out again when the partition had come back.
    var wasKeptTwice: Bool {
        guard isSameLife,
            let farewell = members.farewell(
                to: partition, by: first.incarnation, before: first.sent)
        else { return false }
        let handOuts = evidence.handed.filter {
            $0.incarnation == first.incarnation && $0.orderId == first.orderId
                && $0.poll < second.sent
        }
        return handOuts.contains { $0.poll < farewell.at }
            && handOuts.count { $0.poll > farewell.at } == 1
    }

    /// It was still being printed when its partition went.
    var wasInHand: Bool {
        [first, second].contains { print in
            let farewell = members.farewells.first {
                $0.incarnation == print.incarnation && $0.at > print.sent
                    && $0.partitions.contains(partition)
            }
            guard let over = farewell?.isOver else { return false }
            return print.applied ?? .max > over
        }
    }

    /// It was committed, and a later commit named a lower offset.
    var wasUncommitted: Bool {
        guard let covering = commits.first?.applied,
            let record = evidence.handed.first(where: { $0.orderId == first.orderId })
        else { return false }
        return evidence.commits.contains { later in
            (later.applied ?? -1) > covering && (later.applied ?? .max) < secondHandOut
                && later.offsets.contains {
                    $0.partition == partition && $0.offset <= record.offset
                }
        }
    }

    /// It was committed, and somebody read it all the same.
    var wasCommittedBefore: Bool {
        commits.contains { ($0.applied ?? .max) < secondHandOut }
    }

    /// The commit after it named its own offset, and not the next: so did the life's first commit.
    var wasCommittedAtItsOwnOffset: Bool {
        let handed = evidence.handed.filter {
            $0.incarnation == first.incarnation && $0.partition == partition
        }
        let commits = evidence.commits.filter { $0.incarnation == first.incarnation }
        let names = { (commit: Evidence.Commit, record: Evidence.Handed?) in
            commit.offsets.contains { $0.partition == partition && $0.offset == record?.offset }
        }
        let own = handed.first { $0.orderId == first.orderId }
        let isNamed = commits.contains { names($0, own) && $0.sent > first.answered ?? .max }
        let firstOne = commits.first { $0.offsets.contains { $0.partition == partition } }
        return isNamed && firstOne.map { names($0, handed.first) } == true
    }

    /// Its life had committed after it, and only in other partitions than its own.
    var partitionCommittedInstead: TopicPartition? {
        let commits = evidence.commits.filter {
            $0.incarnation == first.incarnation && $0.sent > first.answered ?? .max
                && $0.sent < secondHandOut
        }
        let named = commits.flatMap(\.offsets).map(\.partition)
        return named.contains(partition) ? nil : named.first
    }

    var wasLeftOnStop: Bool {
        guard let stop = evidence.stopRequests[first.incarnation] else { return false }
        return stop < second.sent && (first.answered ?? .max) < secondHandOut
    }

    var wasLeftOnRevoke: Bool {
        let farewell = members.farewell(
            to: partition, by: first.incarnation, before: second.sent)
        return farewell.map { ($0.at) > first.answered ?? .max } ?? false
    }

    /// The first process has died of its own error, and its work was not committed.
    var error: String? {
        guard let end = evidence.ends[first.incarnation], end.at < second.sent else { return nil }
        return end.error
    }
}
