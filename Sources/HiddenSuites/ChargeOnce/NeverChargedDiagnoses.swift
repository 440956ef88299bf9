import Simulation

/// The ways in which people never charge, most specific first.
enum NeverChargedDiagnoses {
    static let all = [
        lost(
            "offset-as-key", "The key was only the offset",
            "Every partition counts its offsets from 0, so two orders came with the same key and the gateway refused the second one.",
            "Is there only one record with offset 0 in a topic?", step: 3
        ) { $0.wasRefusedByKey && $0.isKeyedByOffset },
        lost(
            "key-too-broad", "Two orders shared one key",
            "{order} came with a key that another order had used before. The gateway refused it.",
            "What may two different orders of one user have in common?", step: 3
        ) { $0.wasRefusedByKey },
        lost(
            "stuck-on-duplicate", "A record that came again could not pass",
            "A row was there already, inserting it again failed, and the process died at this record each time. {order} never had its turn.",
            "When the row is there already, is that bad news?", step: 2
        ) { $0.evidence.diesOfDuplicateKeys },
        lost(
            "marker-before-effect", "The marker came before the charge",
            "{order} was marked in the database before it was charged. The charge then did not happen, and whoever came next believed the marker.",
            "What does the marker really prove at the moment it is saved?", step: 2
        ) { $0.wasMarkedAndPassedOver },
        lost(
            "commit-overtakes", "A later commit overtook an earlier charge",
            "Two charges ran side by side. The later record was committed when the earlier one, {order}, was not charged yet, and a commit covers everything before it.",
            "Record 2 is done and record 1 is not. Which offset may you commit?", step: 1
        ) { $0.wasOvertaken },
        lost(
            "work-not-awaited", "The commit did not wait for the charge",
            "The commit of {order} was sent while its charge was still under way, so the charge could fail or be lost with nobody left to repeat it.",
            "Which line knows that the charge has really happened?", step: 1
        ) { $0.wasCommittedWhileUnderWay },
        lost(
            "stop-commits-the-rest", "On the way out it committed too much",
            "When the process was asked to stop it left the batch early and committed the position. {order} was in the part that was left out.",
            "When you leave a batch half way, how far may you commit?", step: 1
        ) { $0.wasLeftOutOnStop },
        lost(
            "held-in-memory", "The order waited in memory",
            "The charge of {order} failed, the order was kept in memory for another try, and its record was committed. When the process died, nobody knew of it any more.",
            "Who still knows about a parked order when the process is gone?", step: 2
        ) { $0.ownChargeFailedBeforeCommit && !$0.lifeGoesOn },
        lost(
            "failure-committed", "A failed charge was committed",
            "A charge ended in an error, and {order} was committed all the same, though nobody knew that it had been charged.",
            "The call failed. What do you know about the money, and what does your commit claim?",
            step: 3
        ) { $0.failureWasCommitted },
        lost(
            "failure-left-behind", "A failed record was passed over",
            "The charge of {order} failed and the loop went on. poll does not hand a record out again in the same process, and the commit of a later record counts the earlier ones as done.",
            "A commit of offset 2 says something about offset 1. What?", step: 1
        ) { $0.ownWorks.last?.failed != nil },
        lost(
            "rest-of-batch-dropped", "Only the first record was handled",
            "One poll handed out several records and not all of them were charged. poll does not hand out the others again, so {order} was never charged.",
            "What happens to the second record that poll returned?", step: 1
        ) { $0.isRestOfBatchDropped },
        lost(
            "position-committed", "The commit covered more than this order",
            "After {other} was charged, the commit gave the position, which is the end of everything that poll had handed out. {order} was in that batch and not charged yet.",
            "How far does commit() without a record commit?", step: 1
        ) { $0.isPositionCommitted },
        lost(
            "batch-committed-early", "The batch was committed before it was charged",
            "One commit covered several records before any of them was charged, and then it was too late for {order}.",
            "At the moment of the commit, which of these orders are charged?", step: 1
        ) { $0.isBatchCommittedEarly },
        lost(
            "commit-before-work", "Committed before it was charged",
            "The commit says that {order} is done, and it was made before the charge. After the crash the next process started behind it.",
            "If the process can die between the two lines, which accident would you rather have?",
            step: 1
        ) { $0.isCommittedBeforeWork },
        Telling(
            id: "progress-not-made", title: "It never gets further",
            explanation:
                "The process ended in an error at the same place again and again, so the records behind it never had their turn.",
            question:
                "What is different at the next try, if the process starts again at the same record?",
            lesson: "idempotent-handlers#3"
        ).recognised { Evidence($0).makesNoProgress ? [:] : nil },
        Telling(
            id: "never-charged", title: "An order was never charged",
            explanation:
                "{order} was placed, and one hour after the last trouble it had not been charged.",
            question:
                "In the story, who was the last to know about this order, and when did it forget it?",
            lesson: "idempotent-handlers#3"
        ).always(),
    ]

    private static func lost(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (LostOrder) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "idempotent-handlers#\(step)"
        ).whenLost(tokens: ChargeOnceSuite.tokens, holds)
    }
}
