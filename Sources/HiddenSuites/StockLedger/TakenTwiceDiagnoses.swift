import Simulation

/// The ways in which people take an order's goods twice, most specific first.
enum TakenTwiceDiagnoses {
    static let all = [
        diagnosis(
            "event-id-as-key", "The memory was of events, not of orders",
            "{order} was placed in two events. Each has an id of its own, so they looked like two orders, and the work was done twice.",
            "Two events say the same thing. What in them is the same?", step: 3
        ) { $0.wasRememberedByEvent },
        diagnosis(
            "forgotten-too-early", "The order was forgotten too early",
            "{order} was remembered, and what told of it was then deleted or written over. When the order came again, nobody knew it, and the work was done again.",
            "How long can the same order still come back?", step: 4
        ) { $0.wasForgotten },
        diagnosis(
            "forgotten-too-early", "The order was forgotten too early",
            "{order} came again days later, and what was remembered of it did not count any more: it was written anew, and the work was done again.",
            "How long can the same order still come back?", step: 4
        ) { $0.hasExpired },
        diagnosis(
            "offset-as-memory", "The memory was of a place in the log",
            "What was saved tells where the record of {order} stands in the log. The same order stood at a second place, and there it looked like a new one.",
            "What else can be at another offset, and still be the same order?", step: 3
        ) { $0.wasRememberedByPlace },
        diagnosis(
            "timeout-means-not-saved", "A timeout was read as \"not saved\"",
            "The transaction for {order} timed out although it was saved, or was saved a moment later. The work was then done once more, without looking whether it had been.",
            "The answer did not come. Which two things may have happened to the transaction?",
            step: 2
        ) { $0.wasTimeoutReadAsNo },
        diagnosis(
            "decided-again", "An order was decided twice",
            "{order} had an outcome. When it came again it was decided anew, by what was left of the stock by then, and the first outcome was written over.",
            "The outcome is there already. Who may change it?", step: 2
        ) { $0.wasDecidedAgain },
        diagnosis(
            "conflict-ignored", "The row was there, and the goods were taken all the same",
            "{order} was in the database already when it came again. Nothing was made to depend on that, so its goods were taken once more.",
            "Your transaction finds that the order is there. What should the rest of it do?",
            step: 2
        ) { $0.wasConflictIgnored },
        diagnosis(
            "checked-outside-transaction", "The look and the work were two transactions",
            "Whoever did the work for {order} the second time had looked before, in another transaction. In between, another process had done it.",
            "How old is what you know of the order at the moment when you take its goods?", step: 2
        ) { $0.wasCheckedTooEarly },
        diagnosis(
            "effect-and-marker-apart", "The goods and their marker are two transactions",
            "The goods of {order} were taken, and what was to tell so was not saved yet. The next process found no sign of it and did the work again.",
            "The stock is saved, the marker is not, the process dies. What could tell its successor?",
            step: 2
        ) { $0.wasMarkedApart },
        diagnosis(
            "memory-forgets", "The memory died with the process",
            "The goods of {order} were taken, and the process changed. The new one did not look in the database whether the order was done, and did the work again.",
            "What does the new process know of what the old one did?", step: 2
        ) { !$0.isSameLife },
        diagnosis(
            "done-twice", "The work was done twice for one order",
            "The goods of {order} had been taken when the work was done for it once more.",
            "What would the second transaction have to see to leave the stock alone?", step: 2
        ) { _ in true },
    ]

    private static func diagnosis(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (DoubleTaking) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "idempotent-handlers#\(step)"
        ).recognised { history in
            guard let evidence = DoubleTaking(StockStory(history)), holds(evidence) else {
                return nil
            }
            return ["order": evidence.orderId]
        }
    }
}
