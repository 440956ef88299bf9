import Simulation

/// The ways in which people lose an order, most specific first.
enum TwoLinesDiagnoses {
    private static let tellings = LossTellings(
        done: "packed", work: "packing", lesson: "what-is-an-event")
    private static let step = 4

    static let all = leftOut + committed

    private static let leftOut =
        [
            tellings.waitsForEver(step: step),
            tellings.errorDropsBatch(step: step),
            tellings.recordLeftOut(by: "pack", step: step),
            tellings.restOfBatchDropped(step: step),
            tellings.lost(
                "held-in-memory", "Committed, and only remembered",
                "{order} was committed, so the broker took it for done. From then on nobody but this process knew of it, and the process never packed it.",
                "Once an order is committed, who still knows that it is to be packed?", step: step
            ) { $0.isHeldInMemory && ($0.isWorkPutOff || !$0.lifeGoesOn) },
            tellings.wrongID(asking: "The station was asked to pack", step: 1),
        ] + tellings.leftOut(by: "pack", step: step)

    private static let committed = [
        tellings.lost(
            "commit-overtakes", "A later commit overtook an earlier packing",
            "A later record of {partition} was packed first, and it was committed. {order} stands before it and was not packed yet, and a commit covers everything before it.",
            "Record 2 is done and record 1 is not. Which offset may you commit?", step: step
        ) { $0.wasPassedByAFinishedOne },
        tellings.lost(
            "work-not-awaited", "The commit did not wait for the packing",
            "The commit that covers {order} was sent while packing was still under way, so a crash could keep the commit and lose the packing.",
            "Which line knows that the packing has really finished?", step: step
        ) { $0.isWorkNotAwaited },
        tellings.positionCommitted(step: step),
        tellings.commitTooFar(step: step),
        tellings.committedByStranger(step: step),
        tellings.coveredFromElsewhere(step: step),
        tellings.batchCommittedEarly(step: step),
        tellings.committedBeforeWork(
            asking:
                "If the process can die between the two lines, which of them should come first?",
            step: step),
        tellings.committedAhead(step: step),
        tellings.partitionNotRead(step: step),
        tellings.unaskedFor(step: step),
        tellings.noProgress(step: step),
        tellings.never(step: step),
    ]
}
