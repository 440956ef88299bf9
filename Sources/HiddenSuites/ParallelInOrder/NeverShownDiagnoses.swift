import EventBroker
import Simulation

/// The ways in which people never show a step, or lose their group's place; most specific first.
enum NeverShownDiagnoses {
    private static let tellings = LossTellings(
        done: "shown", work: "call", lesson: "the-consumer-loop")

    static let all =
        ofLostSteps + [
            tellings.lost(
                "lane-died-unseen", "A failed call was not made again",
                "A call failed, and its error ended the task or the batch that it was in. The process lives on, nobody makes the call again, and {order} was never shown.",
                "Who hears of an error that leaves a task, and what comes of it?", step: 3
            ) {
                $0.covering == nil && $0.lifeGoesOn && $0.hasFailureInItsLife
                    && !$0.hasRepeatedFailureInItsLife
            },
            tellings.waitsForEver(step: 1),
            tellings.restOfBatchDropped(step: 1),
            tellings.noProgress(step: 3),
            tellings.never(step: 1),
            stalled(
                "never-committed", "Nothing was ever committed",
                "All steps were shown, and no commit was made. The next process will show the whole life of each order again, from its first step on.",
                "The process starts again tomorrow. What do the customers see?", step: 1
            ) { $0.isNothingCommitted },
            stalled(
                "commit-overtakes", "Commits were made in the order of finishing",
                "{partition} was committed up to {from}, and after that up to {to}, by one process. The broker keeps the last commit. And while it was the higher one, it covered records that were still being worked on.",
                "Record 2 is done and record 1 is not. Which offset may you commit?", step: 2
            ) { $0.retreat != nil },
            stalled(
                "commit-too-far", "The commit was too far",
                "{partition} ends at {end}, and {committed} is committed: an offset that no record has yet. Each partition counts its own offsets.",
                "Which records of this partition are done, and which offset comes next?", step: 2
            ) { $0.isCommittedTooFar },
            stalled(
                "commits-stop-short", "The commits stop short",
                "All steps are shown. {partition} ends at {end} and {committed} is committed, so a new process begins with {step}.",
                "Which steps are done, and which of them has a commit covered?", step: 2
            ) { _ in true },
        ]

    /// Those that a commit has covered before they were shown: a successor goes on behind them.
    static let ofLostSteps = [
        tellings.lost(
            "automatic-commit", "An automatic commit took it for done",
            "The automatic commit covers everything that earlier polls have handed out, whatever has become of it. {order} was among it, and it was not shown.",
            "What does poll know of the work in your tasks when you call it again?", step: 4
        ) { $0.covering?.isAutomatic == true },
        Telling(
            id: "committed-on-revoke", title: "Partitions went, and unfinished work was committed",
            explanation:
                "When its partitions were taken away, the process committed its positions. {order} had been handed out by then, and it was not shown.",
            question:
                "onRevoked is the last chance to commit. Up to where is all of it done?",
            lesson: "rebalancing#3"
        ).recognised { history in
            guard let lost = LostOrder(Evidence(history)), lost.wasCommittedOnRevoke(history) else {
                return nil
            }
            return ["order": lost.record.orderId]
        },
        tellings.lost(
            "taken-for-done", "It was tried, and taken for done",
            "A call for {order} failed, and {order} came again. It was passed over as known.",
            "What does your memory say of a step: that it was begun, or that it was shown?",
            step: 1
        ) { $0.wasTakenForDone },
        tellings.lost(
            "failure-committed", "A failed step was committed",
            "A call failed, and {order} was given up. It was committed all the same, though it had not been shown.",
            "The call failed. What do you know of the page, and what does your commit claim?",
            step: 1
        ) { $0.wasFailureCommitted },
        tellings.lost(
            "one-watermark", "One offset was committed for two partitions",
            "A record of another partition was done, and its offset was committed in {partition} as well. {order} is there, and it was not done. Each partition counts its own offsets.",
            "For how many partitions must you know how far all is done?", step: 2
        ) { $0.isOffsetOfAnotherPartition },
        tellings.lost(
            "commit-overtakes", "A commit covered a step that was not done",
            "A later record of {partition} was done, and it was committed. {order} stands before it and was not done: a commit covers everything before it.",
            "Record 2 is done and record 1 is not. Which offset may you commit?", step: 2
        ) { $0.wasPassedByAFinishedOne },
        tellings.lost(
            "work-not-awaited", "The commit did not wait for the calls",
            "{order} was committed when it had been handed to a task and was not shown yet. Then the process died, and nobody knew of it any more.",
            "Which line knows that the step is really shown?", step: 1
        ) { $0.wasCommittedWhileUnderWay || $0.covering != nil && $0.wasWorkGoingOn },
        tellings.batchCommittedEarly(step: 1),
        tellings.committedBeforeWork(
            asking:
                "If the process can die between the two lines, which of them should come first?",
            step: 1),
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
            return [
                "partition": "\(stalled.partition)", "end": "\(stalled.end)",
                "committed": stalled.effective.isEmpty ? "nothing" : "\(stalled.committed)",
                "step": stalled.nextOrderId, "from": "\(stalled.retreat?.from ?? 0)",
                "to": "\(stalled.retreat?.to ?? 0)",
            ]
        }
    }
}

extension LostOrder {
    /// The last try for it, or for an earlier step of its order, failed before the commit.
    fileprivate var wasFailureCommitted: Bool {
        guard let covering else { return false }
        return batch.contains { mate in
            mate.offset <= record.offset
                && StepInput.orderId(of: mate.orderId) == StepInput.orderId(of: record.orderId)
                && (works(for: mate).last?.failed ?? .max) < covering.sent
        }
    }

    /// Of the record before the offset committed nothing was done; one of another partition, with the
    /// same offset, was done.
    fileprivate var isOffsetOfAnotherPartition: Bool {
        guard let covering,
            let next = covering.offsets.first(where: { $0.partition == record.partition })?.offset
        else { return false }
        let isDone = { (mate: Evidence.Handed) in
            works(for: mate).contains { ($0.answered ?? .max) < covering.sent }
        }
        let last = batch.filter { $0.offset == next - 1 }
        return last.contains { $0.partition != record.partition && isDone($0) }
            && !last.contains { $0.partition == record.partition && isDone($0) }
            && batch.contains { $0.partition == record.partition && $0.offset >= next }
    }

    /// Calls of its life were under way when it was committed.
    fileprivate var wasWorkGoingOn: Bool {
        guard let covering else { return false }
        return evidence.works.contains {
            $0.incarnation == life && $0.isUnderWay(at: covering.sent)
        }
    }

    /// A call of its life has failed, and was not made again.
    fileprivate var hasFailureInItsLife: Bool { failures.contains { !wasMadeAgain($0) } }

    fileprivate var hasRepeatedFailureInItsLife: Bool { failures.contains(where: wasMadeAgain) }

    private var failures: [Evidence.Work] {
        evidence.works.filter { $0.incarnation == life && $0.failed != nil }
    }

    private func wasMadeAgain(_ work: Evidence.Work) -> Bool {
        evidence.works.contains {
            $0.incarnation == life && $0.orderId == work.orderId && $0.sent > work.failed ?? .max
        }
    }

    /// It was committed in a callback: the last that its life had heard from the broker was that
    /// others want to join.
    fileprivate func wasCommittedOnRevoke(_ history: History) -> Bool {
        guard let covering else { return false }
        let last = history.entries[..<covering.sent].last { entry in
            guard entry.incarnation == life else { return false }
            if case .answered(.broker, _) = entry.moment { return true } else { return false }
        }
        if case .answered(.broker(.heartbeat), .broker(.done(.some))) = last?.moment {
            return true
        }
        return false
    }
}
