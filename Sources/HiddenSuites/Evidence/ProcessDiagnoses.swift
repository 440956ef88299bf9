import Simulation

/// The ways in which people leave a topic that has no end, or never come to rest with it; most
/// specific first.
enum ProcessDiagnoses {
    /// - Parameter work: What is to be done with an order: "reserve".
    static func all(doing work: String) -> [Diagnosis] {
        [
            unruly(
                "left-on-empty-poll", "An empty poll was taken for the end",
                "A poll found nothing, and run returned. An empty poll says that no record came in this second. It does not say that none will come.",
                "The shop takes its next order in an hour. Who will \(work) it?", step: 5
            ) { $0.hasReturned && $0.isAfterEmptyPoll },
            unruly(
                "left-on-error", "An error was taken for the end",
                "A call failed, the error was caught, and run returned. A return says that the work is done. An error that leaves run says that it is not, and the process is started again.",
                "What should happen to the order whose call has failed?", step: 3
            ) { $0.hasReturned && $0.isAfterError },
            unruly(
                "never-polled", "Nobody has polled",
                "run returned without asking for a single record.",
                "How does a record come from the broker into your process?", step: 1
            ) { $0.hasReturned && $0.polls == 0 },
            unruly(
                "no-loop", "Nobody polls any more",
                "run asked for records, and then it returned. A topic has no end, so the next order finds nobody who asks for it.",
                "Who polls when the next order comes?", step: 1
            ) { $0.hasReturned },
            unruly(
                "poll-outside-the-loop", "The loop goes round without a poll",
                "One poll handed out a batch, and the loop works on this batch again and again. Nobody asks for what comes later.",
                "Which line asks for the next records, and how often is it run?", step: 1
            ) { $0.polls == 1 },
            unruly(
                "same-records-again", "The same orders again and again",
                "Each round read the orders that the round before had read. Nothing said that they were done.",
                "What tells the next round where this one has stopped?", step: 2
            ) { $0.batches > 100 },
        ]
    }

    private static func unruly(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (UnrulyRun) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "the-consumer-loop#\(step)"
        ).recognised { history in
            guard let run = UnrulyRun(history), holds(run) else { return nil }
            return [:]
        }
    }
}
