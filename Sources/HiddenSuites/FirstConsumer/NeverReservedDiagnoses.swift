import Simulation

/// The ways in which people never reserve an order, most specific first.
enum NeverReservedDiagnoses {
    static let tellings = LossTellings(
        done: "reserved", work: "reservation", lesson: "the-consumer-loop")

    static let all = neverRead + automaticCommits + lost

    /// The first ones leave no trace of the order in any process.
    private static let neverRead = [
        tellings.unread(
            "started-at-latest", "It began behind the orders that were there",
            "The group had committed nothing, so the reset policy decided where to begin: latest, which is behind the last record. {order} was there before, and no poll ever handed it out.",
            "A new group starts at a topic with a thousand orders. Which of them should it see?",
            step: 3
        ) { $0.wasBegunBehind ? [:] : nil },
        tellings.partitionNotRead(step: 1),
        tellings.noProgress(step: 3),
        tellings.unread(
            "no-longer-read", "A partition was no longer read",
            "{reader} has read {partition}, and it polls on. But its polls have stopped asking for records of {partition}, and {order} came after that.",
            "A poll asks for the partitions that you have and have not paused. Which line took {partition} out of these, and which one brings it back?",
            step: 1
        ) { unread in unread.formerReader.map { ["reader": $0] } },
        tellings.unaskedFor(step: 1),
        tellings.unread(
            "never-read", "An order was never read",
            "No poll has ever handed out {order}. It is in {partition}.",
            "Which topic, and which of its partitions, does your consumer read?", step: 1
        ) { _ in [:] },
    ]

    private static let automaticCommits = [
        tellings.lost(
            "commit-on-close", "close committed what was not reserved",
            "An error ended the loop, and close was called. With automatic commit, close commits the position: everything that poll had handed out. {order} was in that batch and not reserved.",
            "Your code knows that the batch is not done. Does the consumer know it too?", step: 4
        ) { $0.wasCommittedOnClose },
        tellings.lost(
            "automatic-commit", "An automatic commit took it for done",
            "The automatic commit covers everything that earlier polls have handed out, whatever became of it. {order} was among it, and it was not reserved.",
            "What does poll know about your work when you call it again?", step: 4
        ) { $0.covering?.isAutomatic == true },
    ]

    private static let lost = [
        tellings.wrongID(asking: "The warehouse was asked to reserve", step: 1),
        tellings.takenForDone(step: 1),
        tellings.overtaken(step: 2),
        tellings.lost(
            "work-not-awaited", "The commit did not wait for the reservation",
            "The commit of {order} was sent before its reservation was over, so the reservation could fail or be lost with nobody left to repeat it.",
            "Which line knows that the reservation has really happened?", step: 1
        ) { $0.wasCommittedWhileUnderWay },
        tellings.lost(
            "failure-committed", "A failed reservation was committed",
            "A reservation ended in an error, and {order} was committed all the same, though nobody knew that it had been reserved.",
            "The call failed. What do you know about the goods, and what does your commit claim?",
            step: 1
        ) { $0.failureWasCommitted },
        tellings.lost(
            "held-in-memory", "Committed, and only remembered",
            "{order} was committed, so the broker took it for done. From then on nobody but this process knew of it, and it was never reserved.",
            "Who still knows about an order in your array when the process is gone?", step: 3
        ) { $0.isHeldInMemory || $0.ownWorkFailedBeforeCommit },
        tellings.lost(
            "partition-abandoned", "A partition was left alone after an error",
            "The reservation of {order} failed. From then on nobody asked for records of its partition, though the process lived on.",
            "Who notices when a part of the program has stopped, and the rest has not?", step: 3
        ) { $0.wasAbandonedWithItsPartition },
        tellings.failureLeftBehind(step: 2),
        tellings.errorDropsBatch(step: 1),
        tellings.waitsForEver(step: 1),
        tellings.restOfBatchDropped(step: 1),
        tellings.positionCommitted(step: 2),
        tellings.coveredFromElsewhere(step: 2),
        tellings.batchCommittedEarly(step: 1),
        tellings.committedBeforeWork(
            asking:
                "If the process can die between the two lines, which of them should come first?",
            step: 1),
        tellings.never(step: 1),
    ]
}
