import Simulation

/// The ways in which people never charge, most specific first.
enum NeverChargedDiagnoses {
    private static let tellings = LossTellings(
        done: "charged", work: "charge", lesson: "idempotent-handlers",
        tokens: ChargeOnceSuite.tokens)

    static let all = atTheGateway + leftOut + committed

    private static let atTheGateway = [
        tellings.lost(
            "offset-as-key", "The key was only the offset",
            "Every partition counts its offsets from 0, so two orders came with the same key and the gateway refused the second one.",
            "Is there only one record with offset 0 in a topic?", step: 3
        ) { $0.wasRefusedByKey && $0.isKeyedByOffset },
        tellings.lost(
            "key-too-broad", "Two orders shared one key",
            "{order} came with a key that another order had used before. The gateway refused it.",
            "What may two different orders of one user have in common?", step: 3
        ) { $0.wasRefusedByKey },
        tellings.lost(
            "stuck-on-duplicate", "A record that came again could not pass",
            "A row was there already, inserting it again failed, and the process died at this record each time. {order} never had its turn.",
            "When the row is there already, is that bad news?", step: 2
        ) { $0.evidence.diesOfDuplicateKeys },
        tellings.lost(
            "marker-before-effect", "The marker came before the charge",
            "{order} was marked in the database before it was charged. The charge then did not happen, and whoever came next believed the marker.",
            "What does the marker really prove at the moment it is saved?", step: 2
        ) { $0.wasMarkedAndPassedOver || $0.wasMarkedInPlace },
        tellings.takenForDone(step: 3),
        tellings.overtaken(step: 1),
        tellings.lost(
            "work-not-awaited", "The commit did not wait for the charge",
            "The commit of {order} was sent while its charge was still under way, so the charge could fail or be lost with nobody left to repeat it.",
            "Which line knows that the charge has really happened?", step: 1
        ) { $0.wasCommittedWhileUnderWay },
        tellings.lost(
            "stop-commits-the-rest", "On the way out it committed too much",
            "When the process was asked to stop it left the batch early and committed the position. {order} was in the part that was left out.",
            "When you leave a batch half way, how far may you commit?", step: 1
        ) { $0.wasLeftOutOnStop },
        tellings.lost(
            "held-in-memory", "The order waited in memory",
            "The charge of {order} failed, the order was kept in memory for another try, and its record was committed. When the process died, nobody knew of it any more.",
            "Who still knows about a parked order when the process is gone?", step: 2
        ) { $0.ownWorkFailedBeforeCommit && $0.lifeWasCutShort },
        tellings.lost(
            "failure-committed", "A failed charge was committed",
            "A charge ended in an error, and {order} was committed all the same, though no answer had said that it was charged.",
            "The call failed. What do you know about the money, and what does your commit claim?",
            step: 3
        ) { $0.failureWasCommitted },
    ]

    private static let leftOut =
        [
            tellings.failureLeftBehind(step: 1),
            tellings.noPollAfterRefusal(step: 1),
            tellings.errorDropsBatch(step: 1),
            tellings.waitsForEver(step: 1),
            tellings.told(
                "strange-token", "A token that no order has",
                "The gateway was asked to charge {token}, which is no order's payment token, and nothing was asked for {order}.",
                "Which part of the order says whose money it is?", step: 3
            ) { lost in
                lost.strangeToken.map { ["order": lost.record.orderId, "token": $0] }
            },
            tellings.lost(
                "left-in-its-row", "Saved, and never charged",
                "{order} was saved in the database and committed. From then on only its row told of it, and nobody called charge for it.",
                "Who works off what is in the table, and who hears of it when that one has stopped?",
                step: 2
            ) { $0.wasLeftInItsRow },
        ] + tellings.leftOut(by: "charge", step: 1) + [
            tellings.recordLeftOut(by: "charge", step: 1),
            tellings.restOfBatchDropped(step: 1),
        ]

    private static let committed = [
        tellings.positionCommitted(step: 1),
        tellings.commitTooFar(step: 1),
        tellings.committedByStranger(step: 1),
        tellings.coveredFromElsewhere(step: 1),
        tellings.batchCommittedEarly(step: 1),
        tellings.committedBeforeWork(
            asking:
                "If the process can die between the two lines, which accident would you rather have?",
            step: 1),
        tellings.committedAhead(step: 1),
        tellings.partitionNotRead(step: 1),
        tellings.unaskedFor(step: 1),
        tellings.noProgress(step: 3),
        tellings.never(step: 3),
    ]
}
