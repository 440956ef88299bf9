import Simulation

/// The ways in which people lose an order, most specific first.
enum TwoLinesDiagnoses {
    private static let tellings = LossTellings(
        done: "packed", work: "packing", lesson: "what-is-an-event")
    private static let step = 4

    static let all = [
        tellings.waitsForEver(step: step),
        tellings.errorDropsBatch(step: step),
        tellings.restOfBatchDropped(step: step),
        tellings.lost(
            "held-in-memory", "Committed, and only remembered",
            "{order} was committed, so the broker took it for done. From then on nobody but this process knew of it, and the process never packed it.",
            "Once an order is committed, who still knows that it is to be packed?", step: step
        ) { $0.isHeldInMemory },
        tellings.lost(
            "work-not-awaited", "The commit did not wait for the packing",
            "The commit that covers {order} was sent while packing was still under way, so a crash could keep the commit and lose the packing.",
            "Which line knows that the packing has really finished?", step: step
        ) { $0.isWorkNotAwaited },
        tellings.positionCommitted(step: step),
        tellings.coveredFromElsewhere(step: step),
        tellings.batchCommittedEarly(step: step),
        tellings.committedBeforeWork(
            asking:
                "If the process can die between the two lines, which of them should come first?",
            step: step),
        tellings.noProgress(step: step),
        tellings.never(step: step),
    ]
}
