import Simulation

/// The ways in which an event gets into the log before the one that came before it.
enum OvertakenDiagnoses {
    static let all = [
        overtaken(
            "error-swallowed", "A failed send was passed over",
            "The producer gave {missed} up and said so by an error. The code went on all the same, and sent {early}.",
            "The send of one event has failed. May the next one be sent?"
        ) { $0.wasErrorSwallowed },
        overtaken(
            "sent-ahead", "The next event did not wait for the one before it",
            "{early} was handed to the producer before {missed} was acknowledged. The producer gave {missed} up after two minutes, and then sent what was waiting behind it.",
            "After which answer do you know that the next event can no longer overtake?"
        ) { $0.wasSentAhead },
        overtaken(
            "sent-side-by-side", "The events of one order were sent side by side",
            "Several tasks were ready to send, and nothing says which of them runs first. This time {early} was sent before {missed}. A key keeps the order in which records are sent, and no other.",
            "Which of these sends may run at the same time, and which must wait for one another?"
        ) { $0.wasSentSideBySide },
        overtaken(
            "sent-in-another-order", "An event came without the one before it",
            "{early} was sent when {missed} had not been. A partition keeps the order in which records come to it; it does not know the order in which things happened.",
            "publish gets the events as they happened. Which of them does your code send, and in which order?"
        ) { $0.wasSentFirst },
        overtaken(
            "seen-out-of-order", "An event overtook another one",
            "{early} was in the log before {missed} was.",
            "Where in the story could {early} have waited for {missed}?"
        ) { _ in true },
    ]

    private static func overtaken(
        _ id: String, _ title: String, _ explanation: String, _ question: String,
        when holds: @escaping @Sendable (OvertakenEvent) -> Bool
    ) -> Diagnosis {
        Telling.onKeys(id, title, explanation, question, step: 1).recognised { history in
            guard let event = OvertakenEvent(PublishingEvidence(history)), holds(event) else {
                return nil
            }
            return event.names
        }
    }
}
