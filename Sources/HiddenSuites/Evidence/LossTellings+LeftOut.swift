import Simulation

/// The losses of orders that were read, or came, and were left out.
extension LossTellings {
    /// - Parameter call: What is to be called for an order: "pack".
    func leftOut(by call: String, step: Int) -> [Diagnosis] {
        [
            lost(
                "nothing-\(done)", "Nothing was \(done)",
                "{order} was handed out and committed. No call had failed, and from the beginning to the end \(call) was not called, neither for {order} nor for another order.",
                "Which line calls \(call), and what must be true for your code to come there?",
                step: step
            ) { $0.isNothingDone },
            told(
                "another-in-its-place", "Another order was \(done) in its place",
                "{order} was handed out and committed, and \(call) was never called for it. For {other}, of the same batch, it was called more often than it had come.",
                "In each turn of the loop: from which record comes the order that you hand on?",
                step: step
            ) { lost in
                lost.mateDoneInItsPlace.map {
                    ["order": lost.record.orderId, "other": $0.orderId]
                }
            },
            lost(
                "passed-over", "An order was passed over",
                "{order} was handed out and committed. Its process lived on and none of its calls failed. All the same \(call) was never called for {order}.",
                "Which line of yours found that there was nothing to do for this order?",
                step: step
            ) { $0.wasCommittedUntouched },
        ]
    }

    func recordLeftOut(by call: String, step: Int) -> Diagnosis {
        told(
            "record-left-out", "A record was left out",
            "One poll handed out {order} and {other}, and {other} was \(done). For {order} \(call) was not called, though the process lived on. poll does not hand it out again.",
            "What must be true for your code to call \(call), and when is that so for this order?",
            step: step
        ) { lost in
            lost.mateDoneWithoutIt.map { ["order": lost.record.orderId, "other": $0.orderId] }
        }
    }

    /// - Parameter asking: "The station was asked to pack"
    func wrongID(asking: String, step: Int) -> Diagnosis {
        told(
            "wrong-id", "An id that is no order's",
            "\(asking) {stranger}, which is no order, and nothing was asked for {order}.",
            "What in the event names the order, and what names the event?", step: step
        ) { lost in
            lost.strangeId.map { ["order": lost.record.orderId, "stranger": $0] }
        }
    }

    func takenForDone(step: Int) -> Diagnosis {
        lost(
            "taken-for-done", "It was tried, and taken for done",
            "The \(work) of {order} failed, and {order} came again. It was passed over as known.",
            "What does your memory say of an order: that it was tried, or that it was \(done)?",
            step: step
        ) { $0.wasTakenForDone }
    }

    func noPollAfterRefusal(step: Int) -> Diagnosis {
        lost(
            "no-poll-after-refusal", "After a refused commit nobody polls",
            "A commit was refused, for the group was no longer as the process had known it. Since then the process has not polled, and {order} was in its hands.",
            "What does a refused commit say of the partition, and which call brings a process back into its group?",
            step: step
        ) { $0.isHeldSinceRefusedCommit }
    }

    func commitTooFar(step: Int) -> Diagnosis {
        told(
            "commit-too-far", "The commit was too far",
            "{other} was \(done), and then offset {offset} was committed in {partition}. That covers {order} as well, which was not \(done) yet.",
            "A committed offset is the next one to read. Which one is that, right after a record is done?",
            step: step
        ) { lost in
            lost.commitTooFar.map {
                [
                    "order": lost.record.orderId, "other": $0.after.orderId,
                    "offset": "\($0.offset)", "partition": "\(lost.record.partition)",
                ]
            }
        }
    }

    func committedByStranger(step: Int) -> Diagnosis {
        told(
            "other-partition-committed", "A commit in a partition of another process",
            "{process} committed an offset in {partition}, where it had read nothing. {order} is there, and it was not \(done) yet. Each partition counts its own offsets, so an offset of one says nothing about another.",
            "Which records do you declare done when you commit in a partition?", step: step
        ) { lost in
            lost.committedByStranger.map {
                [
                    "order": lost.record.orderId, "partition": "\(lost.record.partition)",
                    "process": $0,
                ]
            }
        }
    }

    func committedAhead(step: Int) -> Diagnosis {
        unread(
            "committed-ahead", "The commit was ahead of the records",
            "Offset {offset} was committed in {partition} when its records ended at {end}. {order} came later, to a place before that offset, and whoever starts from this commit starts behind it.",
            "Which record does the number that you commit come from, and in which partition is that record?",
            step: step
        ) { unread in
            unread.earlierCommit.map { ["offset": "\($0.offset)", "end": "\($0.end)"] }
        }
    }

    func partitionNotRead(step: Int) -> Diagnosis {
        unread(
            "partition-not-read", "One partition was never read",
            "{order} is in {partition}, and nobody has ever read from there.",
            "How many partitions has the topic, and who reads each of them?", step: step
        ) { $0.isInUnreadPartition ? [:] : nil }
    }

    func unaskedFor(step: Int) -> Diagnosis {
        unread(
            "waits-for-ever", "Your code waits, and nobody wakes it",
            "{order} came, and nobody asked for it. The process lives, and since its last answer it has asked for nothing, not even for more records.",
            "After its last line in the story: which `await` of yours is the next, and when does it come to a poll again?",
            step: step
        ) { $0.nobodyAsks ? [:] : nil }
    }

    /// As `lost`, with names of its own.
    func told(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        by names: @escaping @Sendable (LostOrder) -> [String: String]?
    ) -> Diagnosis {
        telling(id, title, explanation, question, step).recognised { [tokens, outcomes] history in
            LostOrder(Evidence(history, tokens: tokens, outcomes: outcomes)).flatMap(names)
        }
    }

    /// Of an order that no poll has handed out.
    func unread(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        by names: @escaping @Sendable (UnreadOrder) -> [String: String]?
    ) -> Diagnosis {
        telling(id, title, explanation, question, step).recognised { history in
            guard let unread = UnreadOrder(Evidence(history)), let names = names(unread) else {
                return nil
            }
            return names.merging(
                ["order": unread.evidence.subject, "partition": "\(unread.partition)"]
            ) { own, _ in own }
        }
    }
}
