import Eventlings
import Simulation

/// The ways in which people get the stock wrong otherwise than by taking twice, most specific first.
enum WrongStockDiagnoses {
    static let all =
        [
            wrong(
                "read-outside-transaction", "Decided by a stock that had changed",
                "What was decided for {order} was decided by a stock that another transaction had read. By the time of the second transaction, somebody else had taken from it.",
                "Two processes read that there are 9, and each takes 6. Which of your lines would notice?",
                step: 2
            ) { ($0.isReckonedFromOldStock || $0.takesMoreThanThereIs) && $0.wasLookedUpBefore },
            wrong(
                "stock-in-memory", "The stock in memory was another one",
                "What was written for {order} was reckoned from a stock that the process kept in memory. The database had another one by then.",
                "Who else takes from the stock while you keep your copy?", step: 2
            ) { $0.isReckonedFromOldStock },
            wrong(
                "taken-and-refused", "Refused, and taken all the same",
                "The goods of {order} were taken and it was recorded as refused, and both were saved together. Whoever looks now sees a stock below zero.",
                "An article is short, and some goods are taken already. How must a transaction end so that nothing of it is saved?",
                step: 2
            ) { $0.takesMoreThanThereIs && $0.isRefused },
            wrong(
                "not-checked", "More was taken than there was",
                "The goods of {order} were taken, and there was less of its first article than it asks for.",
                "Which of your lines compares what the order asks for with what is there?", step: 2
            ) { $0.takesMoreThanThereIs && $0.isShortFromTheFirst },
            wrong(
                "not-checked", "Taken without looking at each article",
                "The goods of {order} were taken, and there was not enough of one of its articles.",
                "Which of the order's lines had you looked at when you took the first article?",
                step: 2
            ) { $0.takesMoreThanThereIs },
            wrong(
                "partly-taken", "A part of an order was taken",
                "One article of {order} was short, and the rest of it was taken all the same. An order is accepted whole or refused whole.",
                "At which moment do you know that all the lines can be had?", step: 2
            ) { $0.isPart && $0.restWasShort },
            wrong(
                "line-by-line", "The lines were taken in several transactions",
                "Some of {order} was taken in one transaction, and the rest was left to another. Whoever looks in between, or comes after a crash, finds half an order.",
                "What belongs together so closely that nobody may see one without the other?",
                step: 2
            ) { $0.isPart },
        ] + outcomes + general

    private static let outcomes = [
        about(
            "outcome-changed", "An outcome that did not stand",
            "{order} was recorded with one outcome, and later with the other. Whoever has read the first one in between relies on it: the customer has been told.",
            "Who can read the row in the time between the two writes?", step: 2
        ) { $0.orderWithChangedOutcome },
        about(
            "marker-before-effect", "Accepted in one transaction, taken in another",
            "{order} was recorded as accepted, and its goods were to be taken in a later transaction. In between the process can die, and another order can count on the same goods.",
            "What does \"accepted\" prove at the moment when it is saved?", step: 2
        ) { $0.orderAcceptedAndNotTaken },
        about(
            "refused-on-error", "An error was taken for a refusal",
            "A transaction for {order} got no answer, and the order was recorded as refused. Nobody had found an article short.",
            "No answer came. What does that say of the stock?", step: 3
        ) { story in story.orderRefusedNeedlessly.flatMap { story.hadFailure($0) ? $0 : nil } },
        about(
            "refused-needlessly", "Refused although there was enough",
            "{order} asks for all that was left of an article, and for no more than that. It is refused.",
            "There are just as many as the order asks for. Which of your lines finds that too few?",
            step: 2
        ) { $0.orderRefusedThatTakesTheLast },
        about(
            "refused-needlessly", "The second run of the closure came to something else",
            "Another transaction got in the way of that of {order}, so its closure ran again. The first run accepted the order and the second one refused it, and in the end there is still enough for it.",
            "Which variables does the closure change, and what do they hold when it runs again?",
            step: 2
        ) { $0.orderRefusedByTheSecondRun },
        about(
            "refused-needlessly", "Refused although there was enough",
            "{order} is refused, and in the end there is still enough for it.",
            "Which article was short when the order was refused, and how many of it were there?",
            step: 2
        ) { $0.orderRefusedNeedlessly },
    ]

    /// True of every stock that is wrong.
    private static let general = [
        about(
            "wrong-stock", "The stock is not what the outcomes say",
            "Start from what there was, take away what the accepted orders ask for, and the stock should be what is left. It isn't.",
            "Go through the story, and add up after each line that saves. Where does it go wrong?",
            step: 2
        ) { $0.isSubjectAnOrder ? nil : "" }
    ]

    private static func wrong(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (WrongTaking) -> Bool
    ) -> Diagnosis {
        about(id, title, explanation, question, step: step) { story in
            guard let evidence = WrongTaking(story), holds(evidence) else { return nil }
            return evidence.order.orderId
        }
    }

    private static func about(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        _ order: @escaping @Sendable (StockStory) -> String?
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "idempotent-handlers#\(step)"
        ).recognised { history in order(StockStory(history)).map { ["order": $0] } }
    }
}
