import Simulation

/// The ways in which people lose an order, most specific first.
enum TwoLinesDiagnoses {
    private static let lesson = "what-is-an-event#4"

    static let all = [
        Telling(
            id: "rest-of-batch-dropped", title: "Only the first record was handled",
            explanation:
                "One poll handed out several records and not all of them were packed; poll does not hand out the others again, so {order} was never packed.",
            question: "What happens to the second record that poll returned?", lesson: lesson
        ).whenLost { $0.isRestOfBatchDropped },
        Telling(
            id: "held-in-memory", title: "The order waited in memory",
            explanation:
                "{order} was committed while it waited in memory; from then on nobody but this process knew of it, and it was never packed.",
            question: "Who still knows about an order in your array when the plug is pulled?",
            lesson: lesson
        ).whenLost { $0.isHeldInMemory },
        Telling(
            id: "work-not-awaited", title: "The commit did not wait for the packing",
            explanation:
                "The commit that covers {order} was sent while packing was still under way, so a crash could keep the commit and lose the packing.",
            question: "Which line knows that the packing has really finished?", lesson: lesson
        ).whenLost { $0.isWorkNotAwaited },
        Telling(
            id: "position-committed", title: "The commit covered more than this order",
            explanation:
                "After {other} was packed, the commit gave the position, which is the end of everything that poll had handed out; {order} was in that batch and not packed yet.",
            question: "How far does commit() without a record commit?", lesson: lesson
        ).whenLost { $0.isPositionCommitted },
        Telling(
            id: "batch-committed-early", title: "The batch was committed before it was packed",
            explanation:
                "One commit covered several records before any of them was packed; the crash came before it was {order}'s turn.",
            question: "At the moment of the commit, which of these orders are packed?",
            lesson: lesson
        ).whenLost { $0.isBatchCommittedEarly },
        Telling(
            id: "commit-before-work", title: "Committed before it was packed",
            explanation:
                "The commit says that {order} is done, and it was made before the order was packed; after the crash the next process started behind it.",
            question:
                "If the process can die between the two lines, which of them should come first?",
            lesson: lesson
        ).whenLost { $0.isCommittedBeforeWork },
        Telling(
            id: "progress-not-made", title: "It never gets further",
            explanation:
                "The process ended in an error at the same place again and again, so the records behind it never had their turn.",
            question:
                "What is different at the next try, if the process starts again at the same record?",
            lesson: lesson
        ).recognised { Evidence($0).makesNoProgress ? [:] : nil },
        Telling(
            id: "never-packed", title: "An order was never packed",
            explanation:
                "{order} was placed, and one hour after the last trouble it had not been packed.",
            question:
                "In the story, who was the last to know about this order, and when did it forget it?",
            lesson: lesson
        ).always(),
    ]
}
