import Simulation

/// The losses that happen in exercise after exercise, told in one exercise's words.
struct LossTellings {
    /// What is to happen to an order: "packed".
    let done: String
    /// What that work is called: "packing".
    let work: String
    /// `LESSON#`; each function adds the step.
    let lesson: String
    var tokens: [String: String] = [:]
    /// The table in which a row stands for an order's work, where there is one.
    var outcomes: String?

    func lost(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (LostOrder) -> Bool
    ) -> Diagnosis {
        telling(id, title, explanation, question, step).whenLost(
            tokens: tokens, outcomes: outcomes, holds)
    }

    func restOfBatchDropped(step: Int) -> Diagnosis {
        lost(
            "rest-of-batch-dropped", "Only the first record was handled",
            "One poll handed out several records and not all of them were \(done). poll does not hand out the others again, so {order} was never \(done).",
            "What happens to the second record that poll returned?", step: step
        ) { $0.isRestOfBatchDropped }
    }

    func errorDropsBatch(step: Int) -> Diagnosis {
        lost(
            "error-drops-the-batch", "A caught error threw away the rest of the batch",
            "A call failed, the error was caught, and what was left of the batch was not touched any more. poll does not hand out these records again, so {order} was never \(done).",
            "An error is caught outside of the loop over the batch. Where does your code go on?",
            step: step
        ) { $0.wasDroppedAfterError }
    }

    func overtaken(step: Int) -> Diagnosis {
        lost(
            "commit-overtakes", "A later commit overtook an earlier \(work)",
            "Two orders were worked on side by side. The later record was committed when the earlier one, {order}, was not \(done) yet, and a commit covers everything before it.",
            "Record 2 is done and record 1 is not. Which offset may you commit?", step: step
        ) { $0.wasOvertaken }
    }

    func failureLeftBehind(step: Int) -> Diagnosis {
        lost(
            "failure-left-behind", "A failed record was passed over",
            "The \(work) of {order} failed and the loop went on without it. poll hands a record out once, and the commit of a later record counts the earlier ones as done.",
            "A commit of offset 2 says something about offset 1. What?", step: step
        ) { $0.ownWorks.last?.failed != nil }
    }

    func positionCommitted(step: Int) -> Diagnosis {
        lost(
            "position-committed", "The commit covered more than this order",
            "After {other} was \(done), the commit gave the position, which is the end of everything that poll had handed out. {order} was in that batch and not \(done) yet.",
            "How far does commit() without a record commit?", step: step
        ) { $0.isPositionCommitted }
    }

    func coveredFromElsewhere(step: Int) -> Diagnosis {
        lost(
            "other-partition-committed", "The commit named a partition where nothing was done",
            "{other} was \(done), and an offset was committed in {partition} as well, where {order} is. Nothing of {partition} was \(done) yet. Each partition counts its own offsets, so an offset of one says nothing about another.",
            "Which records do you declare done when you commit in a partition?", step: step
        ) { $0.isCoveredFromElsewhere }
    }

    func batchCommittedEarly(step: Int) -> Diagnosis {
        lost(
            "batch-committed-early", "The batch was committed before it was \(done)",
            "One commit covered several records before any of them was \(done), and then it was too late for {order}.",
            "At the moment of the commit, which of these orders are \(done)?", step: step
        ) { $0.isBatchCommittedEarly }
    }

    func committedBeforeWork(asking question: String, step: Int) -> Diagnosis {
        lost(
            "commit-before-work", "Committed before it was \(done)",
            "The commit says that {order} is done, and it was made before the order was \(done). Whoever starts from this commit starts behind it.",
            question, step: step
        ) { $0.isCommittedBeforeWork }
    }

    func waitsForEver(step: Int) -> Diagnosis {
        lost(
            "waits-for-ever", "Your code waits, and nobody wakes it",
            "A poll handed out {order}. The process lives, and since its last answer it has asked for nothing, not even for more records: it waits for something that does not come.",
            "After its last line in the story: which `await` of yours is the next, and who ends it?",
            step: step
        ) { $0.covering == nil && $0.lifeGoesOn && $0.waitsForEver }
    }

    func noProgress(step: Int) -> Diagnosis {
        telling(
            "progress-not-made", "It never gets further",
            "Each start of the process ended in an error, so it never got further. The last one: {error}",
            "What will be different the next time the process starts?",
            step
        ).recognised { history in Evidence(history).errorWithoutProgress.map { ["error": $0] } }
    }

    /// True of every order that is lost.
    func never(step: Int) -> Diagnosis {
        telling(
            "never-\(done)", "An order was never \(done)",
            "{order} was placed, and one hour after the last trouble it had not been \(done).",
            "In the story, who was the last to know about this order, and when did it forget it?",
            step
        ).recognised { [tokens, outcomes] history in
            let evidence = Evidence(history, tokens: tokens, outcomes: outcomes)
            guard evidence.partition(of: evidence.subject) != nil else { return nil }
            return ["order": evidence.subject]
        }
    }

    func telling(
        _ id: String, _ title: String, _ explanation: String, _ question: String, _ step: Int
    ) -> Telling {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "\(lesson)#\(step)")
    }
}
