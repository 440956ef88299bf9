import Simulation

/// The ways in which people print a label twice though nobody crashes, most specific first.
enum PrintedTwiceDiagnoses {
    static let all = [
        diagnosis(
            "one-name-for-two", "Two members had the same name",
            "{first} and {second} both joined as groupInstanceID {name}. That is the name of one member: who comes later takes its place and its partitions, and {order} was printed twice.",
            "Several processes run your code. How does the group tell one from another?", step: 1
        ) { $0.sharedInstanceID != nil },
        diagnosis(
            "work-not-shared", "Two members had the same partition",
            "{first} and {second} both read {partition}, and neither was asked to give it up. Only members of one group, who subscribe, share the partitions among them.",
            "Who decides that a partition belongs to one process only?", step: 1
        ) { $0.wasNeverShared },
        diagnosis(
            "too-long-between-polls", "The next poll came too late",
            "A member must poll again within 10 s, and rejoin within 10 s when the group shares out anew. {first} took longer. Its partitions were given away while it still worked on them, and {order} was printed twice.",
            "One label takes up to 2 s. How many of them fit between two polls?", step: 3
        ) { $0.wasTooSlow },
        diagnosis(
            "goes-on-after-revoke", "It went on with what it had given back",
            "{partition} was given back, and a record of it that had been handed out before was begun all the same. By then {order} belonged to somebody else.",
            "Your queue still holds records when partitions go. Whose are they?", step: 2
        ) { $0.wasBegunAfterFarewell },
        diagnosis(
            "kept-and-read-again", "One process had the record twice",
            "{partition} was given back and came again. {first} had kept {order} from before, and poll handed it out once more. It printed both.",
            "A partition goes and comes back. What does poll hand out then, and what do you still have?",
            step: 2
        ) { $0.wasKeptTwice },
        diagnosis(
            "label-in-hand", "The label in hand was not waited for",
            "The label of {order} was just being printed when {partition} was given back. Its process did not wait for it, so the next owner found it neither printed nor committed.",
            "A print call is under way when onRevoked runs. When may onRevoked return?", step: 2
        ) { $0.wasInHand },
        diagnosis(
            "stale-commit", "An old offset was committed over a newer one",
            "{order} was printed and committed. Then a process committed an offset that it remembered from before, when {partition} was still its own, and that took the commit back.",
            "Your map of offsets names a partition that you no longer have. What does a commit of it do?",
            step: 2
        ) { $0.wasUncommitted },
        diagnosis(
            "stale-position", "It went on from its own memory",
            "{order} was printed and committed, and a process read it all the same: it went on from an offset of its own, not from the group's commit.",
            "While a partition was away, others worked on it. Who knows how far they came?", step: 2
        ) { $0.wasCommittedBefore },
        diagnosis(
            "commit-not-next", "The commit named the record itself",
            "{first} had printed {order} and committed its own offset. The committed offset is the next one to read, so {order} was read and printed once more.",
            "The record at offset 0 is done. Which one is the next to read?", step: 1
        ) { $0.wasCommittedAtItsOwnOffset },
        diagnosis(
            "other-partition-left-out", "The commit left out a partition",
            "{first} had printed {order}, which is in {partition}. Then it committed in {other} only, so {order} was handed out and printed once more.",
            "Which partitions does your commit speak of, and in which have you printed?", step: 2
        ) { $0.partitionCommittedInstead != nil },
        diagnosis(
            "stopped-uncommitted", "It stopped with labels uncommitted",
            "{first} was asked to stop. It had printed {order} and went without committing it, so the next owner printed it again.",
            "What has to be said before the process goes?", step: 5
        ) { $0.wasLeftOnStop },
        diagnosis(
            "no-commit-on-revoke", "Printed labels were not committed when their partition went",
            "{first} had printed {order} and not committed it when {partition} was given back. The next owner began at the last commit, and printed it again.",
            "Which is the last moment at which you may still commit for a partition that goes?",
            step: 2
        ) { $0.wasLeftOnRevoke },
        diagnosis(
            "died-of-an-error", "A process died with labels uncommitted",
            "{first} had printed {order}, and an error ended it before the commit: {error}",
            "Which call has thrown, and why could it not do what you asked?", step: 1
        ) { $0.error != nil },
        diagnosis(
            "printed-twice", "A label was printed twice",
            "The label of {order} was printed by {first}, and then {again}. Nobody had crashed or stalled.",
            "When the second one began, what did the group's commit say?", step: 1
        ) { _ in true },
    ]

    private static func diagnosis(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (SecondLabel) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "rebalancing#\(step)"
        ).recognised { history in
            guard let evidence = SecondLabel(MemberEvidence(history)), holds(evidence) else {
                return nil
            }
            return evidence.names
        }
    }
}

extension SecondLabel {
    /// What an explanation may speak of.
    fileprivate var names: [String: String] {
        let processes = members.evidence.processes
        let names = [first, second].map { processes[$0.incarnation] ?? "a process" }
        return [
            "order": first.orderId, "partition": "\(partition)", "first": names[0],
            "second": names[1], "error": error ?? "",
            "again": names[0] == names[1] ? "once more" : "by \(names[1])",
            "name": sharedInstanceID ?? "",
            "other": partitionCommittedInstead.map { "\($0)" } ?? "",
        ]
    }
}
