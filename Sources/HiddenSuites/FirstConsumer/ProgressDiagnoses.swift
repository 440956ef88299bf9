import Simulation

/// The ways in which people lose their group's place, most specific first.
enum ProgressDiagnoses {
    static let all = [
        NeverReservedDiagnoses.tellings.noProgress(step: 3),
        stalled(
            "group-changes", "Each start had a group of its own",
            "One process worked for the group {first}, and another for {second}. Commits belong to a group, so the second found none of the first's and began at the beginning.",
            "Under which name will the next process look for what this one has committed?", step: 3
        ) { $0.changedGroups != nil },
        stalled(
            "commit-not-used", "A commit was there, and nobody began at it",
            "{started} was committed in {partition}, and the next process began to read at {began}. It did everything again that its group had done.",
            "Who decides where reading begins, when the group has committed something?", step: 3
        ) { $0.earlyStart != nil },
        stalled(
            "never-committed", "Nothing was ever committed",
            "Orders were handled, and no commit was made. Nothing tells the next process how far this one came, so it will begin at the first order again.",
            "The process starts again tomorrow. How many orders does it read a second time?",
            step: 1
        ) { $0.isNothingCommitted },
        stalled(
            "offset-of-another-partition", "An offset of another partition was committed",
            "{committed} was committed in {same} and in {partition}. In {same} that was as far as the process had come. {partition} ends at {end}: each partition counts its own offsets.",
            "One batch can hold records of two partitions. From which of them is the number that you commit?",
            step: 2
        ) { $0.isCommittedTooFar && $0.partitionWithThatOffset != nil },
        stalled(
            "commit-too-far", "The commit was too far",
            "{partition} ends at {end}, and {committed} is committed: an offset that no record has yet. The committed offset is the next one to read.",
            "Which offset has the last record in {partition}, which one is the next, and who adds the one?",
            step: 2
        ) { $0.isCommittedTooFar },
        stalled(
            "commit-not-next", "The commit named the record itself",
            "{order} has offset {committed} in {partition}, and {committed} is what was committed. The committed offset is the next one to read, so {order} will be read again at each start.",
            "The record at offset 0 is done. Which one is the next to read?", step: 2
        ) { $0.isOneShort },
        stalled(
            "commit-went-back", "A later commit went back",
            "{partition} was committed up to {from}, and after that up to {to}. The broker keeps the last commit, even if it is the lower one.",
            "Two commits name the same partition. Which of them counts?", step: 2
        ) { $0.retreat != nil },
        stalled(
            "commit-after-handover", "A commit for a partition that had moved",
            "{late} gave {partition} back, and {owner} went on there and committed {newer}. After that {late} committed {older}, from before the move. The broker keeps the last commit, even if it is the lower one.",
            "A partition has gone to another process. What becomes of the offset that you remember of it?",
            step: 2
        ) { $0.commitAfterHandover != nil },
        stalled(
            "skipped-uncommitted", "A known order was passed over without a commit",
            "What the group had committed was gone, so {again} came again. It was passed over as known, and nobody committed it a second time.",
            "An order comes again, and it is done. What does the group still have to hear?", step: 3
        ) { $0.recordPassedOver != nil },
        stalled(
            "partition-not-committed", "One partition was never committed",
            "Commits were made in {other}, and none in {partition}. Each partition counts its own offsets, so a commit in one says nothing about the other.",
            "One batch can hold records of two partitions. For which of them does your commit speak?",
            step: 2
        ) { $0.partitionCommittedInstead != nil },
        stalled(
            "commit-not-repeated", "A failed commit was left at that",
            "The commit that would have brought {partition} to its end did not arrive, and nobody made it again.",
            "A commit can fail like any other call. Who makes it again, if no more orders come?",
            step: 2
        ) { $0.isCommitLost },
        stalled(
            "commits-stop-short", "The commits stop short",
            "All orders are reserved. {partition} ends at {end} and {committed} is committed, so {order} will be read again at each start.",
            "Which orders are done, and which of them has a commit covered?", step: 2
        ) { _ in true },
    ]

    private static func stalled(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (StalledPartition) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "the-consumer-loop#\(step)"
        ).recognised { history in
            guard let stalled = StalledPartition(Evidence(history)), holds(stalled) else {
                return nil
            }
            return stalled.names
        }
    }
}

extension StalledPartition {
    /// What an explanation may speak of.
    fileprivate var names: [String: String] {
        var names = [
            "partition": "\(partition)", "end": "\(end)", "order": nextOrderId,
            "committed": effective.isEmpty ? "nothing" : "\(committed)",
        ]
        names["started"] = earlyStart.map { "\($0.committed)" }
        names["began"] = earlyStart.map { "\($0.began)" }
        names["first"] = changedGroups?.first
        names["second"] = changedGroups?.second
        names["from"] = retreat.map { "\($0.from)" }
        names["to"] = retreat.map { "\($0.to)" }
        names["again"] = recordPassedOver?.orderId
        names["same"] = partitionWithThatOffset.map { "\($0)" }
        if let (owner, late) = commitAfterHandover {
            names["owner"] = evidence.processes[owner.commit.incarnation]
            names["late"] = evidence.processes[late.commit.incarnation]
            (names["newer"], names["older"]) = ("\(owner.offset)", "\(late.offset)")
        }
        names["other"] = partitionCommittedInstead.map { "\($0)" }
        return names
    }
}
