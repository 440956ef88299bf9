import Eventlings
import Simulation

/// The ways in which people leave an order without an outcome, most specific first.
enum NoOutcomeDiagnoses {
    private static let tellings = LossTellings(
        done: "decided", work: "decision", lesson: "idempotent-handlers",
        outcomes: StockStory.outcomeTable)

    static let all = inTheTables + inTheLoop

    private static let inTheTables = [
        undecided(
            "unknown-outcome", "An outcome that nobody reads",
            "{order} is recorded as \"{detail}\". The others who read this table know \"accepted\" and \"refused\".",
            "Which words does the table's description allow?", step: 2
        ) { $0.otherWord },
        undecided(
            "outcome-deleted", "The outcome was there, and is gone",
            "The outcome of {order} was recorded and deleted again. Whoever looks for it finds nothing.",
            "Who still needs the outcome when your service is done with the order?", step: 4
        ) { $0.isOutcomeDeleted ? "" : nil },
        undecided(
            "outcome-under-another-key", "The outcome was recorded under another key",
            "There is a row \"{detail}\" among the outcomes, and no order has that id. Whoever looks for {order} finds nothing.",
            "By which key will the shop look for its order?", step: 3
        ) { $0.strangeKey },
        tellings.lost(
            "stuck-on-duplicate", "A record that came again could not pass",
            "A row was there already, inserting it again failed, and the process died at this record each time. {order} never had its turn.",
            "When the row is there already, is that bad news?", step: 2
        ) { $0.evidence.diesOfDuplicateKeys },
        undecided(
            "outcome-in-another-column", "The outcome stands in another column",
            "The row of {order} among the outcomes tells it in the column \"{detail}\". The others who read this table look into \"outcome\".",
            "What are the columns called in the table's description?", step: 2
        ) { $0.otherColumn },
        tellings.noPollAfterRefusal(step: 1),
        undecided(
            "no-outcome", "No outcome was recorded",
            "{order} was handed out, and nothing had gone wrong. No outcome was recorded from the beginning to the end, neither of {order} nor of another order.",
            "A customer asks what has become of an order. Which row answers, and which of your lines writes it?",
            step: 2
        ) { $0.isNothingRecorded ? "" : nil },
        undecided(
            "outcome-apart", "The outcome was recorded in another transaction",
            "The goods of {order} were taken, and its outcome was to be recorded in a later transaction. That never came.",
            "The goods are gone, and the process dies. What can its successor still tell of the order?",
            step: 2
        ) { $0.wasTaken ? "" : nil },
        undecided(
            "taken-for-old", "A smaller number was taken for old",
            "{order} came after {detail}, whose number is greater, and was taken for done. Numbers of orders say nothing of when they come to you.",
            "In which order do records of two partitions reach you?", step: 3
        ) { $0.greaterOrder },
        undecided(
            "marker-before-effect", "The marker came before the work",
            "{order} was marked in a transaction of its own. The one with the work got in another one's way and was not saved, and when it ran again, the marker was there.",
            "What does the marker really prove at the moment it is saved?", step: 2
        ) { $0.wasMarkedByItself ? "" : nil },
        undecided(
            "refusal-not-recorded", "A refusal that nobody hears of",
            "An article of {order} was short. The order was left alone and committed, and no outcome was recorded.",
            "The customer asks what has become of the order. Who knows?", step: 2
        ) { $0.wasPassedOverAsShort ? "" : nil },
        undecided(
            "short-taken-for-failure", "A short article was taken for a failure",
            "An article of {order} was short, and the order was tried again and again. The stock will not rise by that, and all that comes behind it has to wait.",
            "What will be different at the next try?", step: 2
        ) { $0.isWaitedFor ? "" : nil },
        tellings.lost(
            "marker-before-effect", "The marker came before the work",
            "{order} was marked in one transaction, and the work was left to the next one. That did not happen, and whoever came next believed the marker.",
            "What does the marker really prove at the moment it is saved?", step: 2
        ) { $0.wasMarkedAndPassedOver },
        undecided(
            "offset-as-memory", "The memory was only an offset",
            "Every partition counts its offsets from 0. {order} stands at an offset at which another order had stood in the other partition, and was taken for done.",
            "Is there only one record with offset 0 in a topic?", step: 3
        ) { $0.isTakenForItsPlace ? "" : nil },
        undecided(
            "key-from-content", "Two equal orders were taken for one",
            "{order} asks for the same as {detail}, and was taken for it. A customer may order the same twice.",
            "What differs between two orders for the same goods?", step: 3
        ) { $0.twin },
        undecided(
            "passed-over", "An order was taken for done",
            "{order} was handed out and committed, and nothing had gone wrong. All the same it has no outcome.",
            "Which line of yours found that there was nothing to do for this order?", step: 3
        ) { $0.wasPassedOver ? "" : nil },
    ]

    private static let inTheLoop = [
        tellings.overtaken(step: 1),
        undecided(
            "commit-inside-transaction", "Committed before the transaction was saved",
            "The record of {order} was committed while its transaction was still open. The transaction was then not saved, and nobody read the record again.",
            "What is saved at the moment when the commit reaches the broker?", step: 1
        ) { $0.wasCommittedInsideTransaction ? "" : nil },
        undecided(
            "work-not-awaited", "The commit did not wait for the transaction",
            "The commit of {order} was sent while its transaction was still under way, so that could fail or be lost with nobody left to repeat it.",
            "Which line knows that the transaction is saved?", step: 1
        ) { $0.wasCommittedWhileUnderWay ? "" : nil },
        tellings.lost(
            "stop-commits-the-rest", "On the way out it committed too much",
            "When the process was asked to stop it left the batch early and committed the position. {order} was in the part that was left out.",
            "When you leave a batch half way, how far may you commit?", step: 1
        ) { $0.wasLeftOutOnStop },
        tellings.lost(
            "held-in-memory", "The order waited in memory",
            "The transaction of {order} failed, the order was kept in memory for another try, and its record was committed. When the process died, nobody knew of it any more.",
            "Who still knows about a parked order when the process is gone?", step: 2
        ) { $0.ownWorkFailedBeforeCommit && $0.lifeWasCutShort },
        tellings.lost(
            "failure-committed", "A failed transaction was committed",
            "A transaction ended in an error, and {order} was committed all the same, though nobody knew that it had an outcome.",
            "The call failed. What do you know of the transaction, and what does your commit claim?",
            step: 3
        ) { $0.failureWasCommitted },
        undecided(
            "failure-committed", "A failed transaction was committed",
            "The transaction for {order} did not come about, since no answer came, and the order was committed all the same.",
            "The call failed. What do you know of the transaction, and what does your commit claim?",
            step: 3
        ) { $0.wasFailureCommitted ? "" : nil },
        tellings.failureLeftBehind(step: 1),
        tellings.errorDropsBatch(step: 1),
        undecided(
            "failure-left-behind", "A failed order was passed over",
            "A transaction failed, and the loop went on without {order}. poll hands a record out once, and the commit of a later record counts the earlier ones as done.",
            "A commit of offset 2 says something about offset 1. What?", step: 1
        ) { $0.wasFailureLeftBehind ? "" : nil },
        tellings.waitsForEver(step: 1),
        tellings.restOfBatchDropped(step: 1),
        tellings.positionCommitted(step: 1),
        tellings.coveredFromElsewhere(step: 1),
        tellings.batchCommittedEarly(step: 1),
        tellings.committedBeforeWork(
            asking: "If the process can die between the two lines, which of them must come first?",
            step: 1),
        tellings.noProgress(step: 3),
        tellings.never(step: 3),
    ]

    private static func undecided(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        _ detail: @escaping @Sendable (UndecidedOrder) -> String?
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "idempotent-handlers#\(step)"
        ).recognised { history in
            guard let evidence = UndecidedOrder(StockStory(history)),
                let detail = detail(evidence)
            else { return nil }
            return ["order": evidence.order.orderId, "detail": detail]
        }
    }
}
