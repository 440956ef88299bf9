import Simulation

/// The ways in which an event never gets into the log.
enum UnpublishedDiagnoses {
    static let all = [
        unpublished(
            "another-event", "What was published is another event",
            "A record is in the log that tells none of the events that publish was given: its id, its type, its time or its payload is another one. {event}, {id}, is not there.",
            "A reader gets the same event twice. By what does it notice that it is the same?",
            step: 1
        ) { $0.isAnotherThere },
        unpublished(
            "fixed-partitions", "The number of partitions is written into the code",
            "publish ended by this error each time: {error} Topics differ in their number of partitions, and it can grow.",
            "Who knows how many partitions the topic has today?", step: 2
        ) { $0.isPartitionMissing },
        unpublished(
            "error-swallowed", "A failed send was passed over",
            "The producer gave {event} up and said so by an error. publish returned all the same, as if the event were published, and so nobody called it again.",
            "publish is called again when it throws. What does its caller do when it returns?",
            step: 1
        ) { $0.wasErrorSwallowed },
        unpublished(
            "not-awaited", "publish returned too early",
            "publish returned before {event} was acknowledged. From then on nobody waited for it, and nobody called publish again.",
            "send returns as soon as a record is buffered. Which call waits until it is in the log?",
            step: 1
        ) { $0.wasNotAwaited },
        unpublished(
            "events-left-out", "An event was never sent",
            "publish returned, and it had never sent {event}.",
            "Which events of a life does your code send, and under which condition?", step: 1
        ) { $0.wasLeftOut },
        unpublished(
            "progress-not-made", "It never gets further",
            "publish ended by the same error again and again: {error}",
            "What is different at the next try, if publish is called with the same life again?",
            step: 1
        ) { $0.isStuck },
        unpublished(
            "never-returns", "publish never came back",
            "publish was called for {open} and did not return, so nobody could call it for the next order.",
            "After which line is an order's life published, and what does your code wait for then?",
            step: 1
        ) { $0.isWaitedFor },
        unpublished(
            "never-published", "An event was never published",
            "{event} was not in the log one hour after the last trouble.",
            "In the story, who was the last to know about this event?", step: 1
        ) { _ in true },
    ]

    private static func unpublished(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (UnpublishedEvent) -> Bool
    ) -> Diagnosis {
        Telling.onKeys(id, title, explanation, question, step: step).recognised { history in
            guard let event = UnpublishedEvent(PublishingEvidence(history)), holds(event) else {
                return nil
            }
            return event.names
        }
    }
}
