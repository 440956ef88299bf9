import EventBroker
import Eventlings
import Simulation

/// The marks of the mistakes of a group's members. Each answers what an explanation may speak of.
extension MemberEvidence {
    /// The work that broke the promise by being begun.
    private var lastBegun: Evidence.Work? {
        evidence.works.last { $0.orderId == evidence.subject && $0.sent + 1 == brokenAt }
    }

    private var lastLoss: Farewell? {
        guard let begun = lastBegun,
            let partition = evidence.partition(of: evidence.subject)
        else { return nil }
        return farewells.last {
            $0.incarnation == begun.incarnation && $0.isLost && $0.at < begun.sent
                && $0.partitions.contains(partition)
        }
    }

    var loss: [String: String]? { lastLoss.map { names($0.incarnation) } }

    /// Before its client could join again.
    var lossInHand: [String: String]? {
        guard let lastLoss, let begun = lastBegun, lastLoss.isOver ?? .max > begun.sent else {
            return nil
        }
        return names(lastLoss.incarnation)
    }

    /// The process in question, if the promise was about one.
    func stayer(_ isMeant: (Int) -> Bool) -> [String: String]? {
        let lives = evidence.processes.filter { $0.value == evidence.subject }.keys
        return lives.contains(where: isMeant) ? ["process": evidence.subject] : nil
    }

    /// A life that is still busy with a loss.
    var endlessLoss: [String: String]? {
        guard let partition = evidence.partition(of: evidence.subject) else { return nil }
        let endless = farewells.first {
            $0.isLost && $0.isOver == nil && $0.partitions.contains(partition)
                && evidence.ends[$0.incarnation] == nil
        }
        return endless.map { names($0.incarnation) }
    }

    /// A life that has asked for nothing since a commit of its own was refused. What its client refuses
    /// by itself is not seen here.
    var endlessCommit: [String: String]? {
        let stuck = evidence.commits.first { commit in
            guard commit.applied == nil, let refused = commit.answered else { return false }
            return evidence.ends[commit.incarnation] == nil
                && lastRequest[commit.incarnation] ?? .max < refused
        }
        return stuck.map { names($0.incarnation) }
    }

    var pausedPartition: [String: String]? {
        guard let partition = evidence.partition(of: evidence.subject) else { return nil }
        let owner = evidence.processes.keys.sorted().first { life in
            evidence.ends[life] == nil && evidence.leaves[life] == nil
                && assignments.last { $0.incarnation == life }?.partitions.contains(partition)
                    == true
                && lastFetch[life]?.contains(partition) == false
        }
        return owner.map(names)
    }

    /// Its record was handed out, another partition was given up, and it was never begun.
    var droppedFromKept: [String: String]? {
        guard let lost = LostOrder(evidence) else { return nil }
        let dropped = evidence.handed.contains { handed in
            handed.orderId == lost.record.orderId
                && farewells.contains {
                    $0.incarnation == handed.incarnation && !$0.isLost && $0.at > handed.poll
                        && !$0.partitions.contains(handed.partition)
                }
                && farewell(to: handed.partition, by: handed.incarnation, before: .max) == nil
        }
        return dropped ? names(lost.record.incarnation) : nil
    }

    /// The commit that covered it was made when its partition was given back.
    func wasCommittedInFarewell(_ lost: LostOrder) -> Bool {
        guard let covering = lost.covering, lost.ownWorks.isEmpty else { return false }
        return farewells.contains {
            $0.incarnation == covering.incarnation && $0.at < covering.sent
                && covering.sent < $0.isOver ?? .max
        }
    }

    private func names(_ incarnation: Int) -> [String: String] {
        var names = [
            "process": evidence.processes[incarnation] ?? "the process", "order": evidence.subject,
        ]
        names["partition"] = evidence.partition(of: evidence.subject).map { "\($0)" }
        return names
    }
}
