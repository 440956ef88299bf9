import Simulation

/// The ways in which people lose labels, go on after a loss, or stay when they are asked to go, most
/// specific first.
enum GracefulRebalanceDiagnoses {
    private static let tellings = LossTellings(
        done: "printed", work: "label", lesson: "rebalancing")

    static let all = PrintedTwiceDiagnoses.all + afterLoss + staying + neverPrinted

    private static let afterLoss = [
        told(
            "lost-like-revoked", "Lost was treated like revoked",
            "{process} was told that {partition} is lost, and printed {order} before it came back from that call. Lost means that others have the partition already. Without an onLost of its own, a consumer calls onRevoked in its place.",
            "In onRevoked a partition is still yours. Whose is it in onLost?", step: 4
        ) { $0.lossInHand },
        told(
            "goes-on-after-loss", "It went on with what it had lost",
            "{process} was told that {partition} is lost. Later it began {order}, which it had been handed before.",
            "Where does your program keep records that it hasn't begun, and who takes them out of there?",
            step: 4
        ) { $0.loss },
    ]

    private static let staying = [
        told(
            "ignores-the-stop", "It did not stop when it was asked to",
            "{process} was asked to stop and went on until it was killed, 30 s later. Its partitions had to wait for others to notice.",
            "poll throws CancellationError. What does that say, and to whom?", step: 5
        ) { evidence in evidence.stayer { evidence.killed.contains($0) } },
        told(
            "static-member", "Its place was kept for it",
            "{process} has a groupInstanceID, and a static member that closes does not leave. The group keeps its partitions for it until its session timeout.",
            "The process is gone for a minute. Who prints its labels meanwhile?", step: 5
        ) { evidence in evidence.stayer { evidence.instanceIDs[$0] != nil } },
        told(
            "does-not-leave", "It went without leaving its group",
            "{process} stopped, and its group was not told. It keeps the partitions of {process} until the session timeout, and nobody prints their labels.",
            "How does the group learn that you are gone, if you don't say so?", step: 5
        ) { evidence in evidence.stayer { _ in true } },
    ]

    private static let neverPrinted = [
        told(
            "commit-in-lost", "It never came back from a loss",
            "{process} was told that {partition} is lost, and it is still busy with that. A commit for lost partitions is refused, each time, however often it is tried. And who doesn't poll gets no partition again.",
            "The commit in your callback is refused. What would have to change before it can succeed?",
            step: 4
        ) { $0.endlessLoss },
        told(
            "no-poll-after-refusal", "A commit was refused, and it never polled again",
            "{process} is not in its group any more. That is why its commit was refused, and why the same commit is refused however often it is tried. It has not polled since, and who doesn't poll gets no partition again.",
            "What would have to change before your commit can succeed?", step: 3
        ) { $0.endlessCommit },
        told(
            "paused-for-ever", "A partition was paused and never resumed",
            "{process} owns {partition}, and does not ask for its records: it is paused. {order} waits in it.",
            "A partition comes while you are busy, and you pause it. Which line resumes it?",
            step: 2
        ) { $0.pausedPartition },
        told(
            "kept-partition-dropped", "Records of a partition that stayed were thrown away",
            "With a cooperative assignor only the partitions that move are given back. {process} kept {partition} and threw away its records as well, though poll does not hand them out again. {order} was among them.",
            "Which partitions does your callback name, and which records does it drop?", step: 2
        ) { $0.droppedFromKept },
        lost(
            "automatic-commit", "An automatic commit took it for done",
            "The automatic commit covers everything that poll has handed out. {order} was among it, and it still waited in memory.",
            "What does the consumer know about the queue behind it?", step: 2
        ) { $0.covering?.isAutomatic == true },
        Telling(
            id: "queue-committed", title: "What only waited was committed",
            explanation:
                "When {partition} was given back, the commit gave the position: the end of everything that poll had handed out. {order} was handed out and not printed yet.",
            question: "How far does commit() without a record commit?", lesson: "rebalancing#2"
        ).recognised { history in
            let members = MemberEvidence(history)
            guard let lost = LostOrder(members.evidence), members.wasCommittedInFarewell(lost)
            else { return nil }
            return ["order": lost.record.orderId, "partition": "\(lost.record.partition)"]
        },
        lost(
            "stop-commits-the-rest", "On the way out it committed too much",
            "When the process was asked to stop it left the batch early and committed the position. {order} was in the part that was left out.",
            "When you leave a batch half way, how far may you commit?", step: 5
        ) { $0.covering != nil && $0.wasLeftOutOnStop && !$0.isWorkNotAwaited },
        lost(
            "passed-over", "A record was passed over",
            "{order} was handed out and never begun, and a later record of {partition} was printed and committed. A commit covers everything before it.",
            "A poll has returned a record. Which line makes sure that somebody prints it?", step: 2
        ) { $0.wasPassedOver },
        tellings.overtaken(step: 2),
        lost(
            "work-not-awaited", "The commit did not wait for the label",
            "The commit of {order} was sent before its label was printed, so the label could be lost with nobody left to repeat it.",
            "Which line knows that the label is really printed?", step: 2
        ) { $0.wasCommittedWhileUnderWay },
        tellings.positionCommitted(step: 2),
        tellings.coveredFromElsewhere(step: 2),
        tellings.batchCommittedEarly(step: 2),
        lost(
            "handed-out-and-forgotten", "A record was handed out and forgotten",
            "{order} was handed out, nobody began it, and its process committed it and lived on. A poll that you make only to stay alive or to join again hands out records as well.",
            "Which of your polls has handed it out, and what became of what that poll returned?",
            step: 2
        ) { $0.covering != nil && $0.ownWorks.isEmpty && $0.lifeGoesOn },
        tellings.committedBeforeWork(
            asking:
                "If the process can die between the two lines, which of them should come first?",
            step: 1),
        tellings.errorDropsBatch(step: 1),
        lost(
            "rest-of-batch-dropped", "A record was handed out and left lying",
            "poll handed out {order}, and nobody began it. poll does not hand out a record again, so it was never printed, and others were.",
            "Which line of your loop prints a record, and which records don't get there?", step: 1
        ) { $0.isRestOfBatchDropped && $0.wasReadBeyond },
        tellings.noProgress(step: 1),
        Telling(
            id: "started-at-latest", title: "It began behind the orders that were there",
            explanation:
                "The group had committed nothing, so the reset policy decided where to begin: latest, which is behind the last record. {order} was there before, and no poll ever handed it out.",
            question:
                "A new group starts at a topic with a thousand orders. Which of them should it see?",
            lesson: "the-consumer-loop#3"
        ).recognised { history in
            guard let unread = UnreadOrder(Evidence(history)), unread.wasBegunBehind else {
                return nil
            }
            return ["order": unread.evidence.subject]
        },
        Telling(
            id: "never-printed", title: "A label was never printed",
            explanation:
                "{order} was placed, and ten minutes after the last trouble its label had not been printed.",
            question:
                "In the story, who was the last to know about this order, and when did it forget it?",
            lesson: "rebalancing#1"
        ).recognised { history in
            let evidence = Evidence(history)
            guard evidence.partition(of: evidence.subject) != nil else { return nil }
            return ["order": evidence.subject]
        },
    ]

    private static func lost(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (LostOrder) -> Bool
    ) -> Diagnosis {
        tellings.lost(id, title, explanation, question, step: step, when: holds)
    }

    private static func told(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        by names: @escaping @Sendable (MemberEvidence) -> [String: String]?
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "rebalancing#\(step)"
        ).recognised { names(MemberEvidence($0)) }
    }
}

extension LostOrder {
    /// Its partition was asked for more when it had been handed out.
    fileprivate var wasReadBeyond: Bool {
        evidence.reads[record.incarnation]?[record.partition] ?? 0 > record.poll
    }

    /// A later record of its partition was done when the commit covered both.
    fileprivate var wasPassedOver: Bool {
        guard let covering, ownWorks.isEmpty else { return false }
        return evidence.handed.contains { later in
            later.incarnation == covering.incarnation && later.partition == record.partition
                && later.offset > record.offset
                && works(for: later).contains { ($0.answered ?? .max) < covering.sent }
        }
    }
}
