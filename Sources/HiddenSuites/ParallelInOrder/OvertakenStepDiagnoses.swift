import Simulation

/// The ways in which a step overtakes an earlier one of its order, most specific first.
enum OvertakenStepDiagnoses {
    static let all =
        [
            overtaken(
                "failed-step-overtaken", "A failed step was overtaken",
                "The call for {missed} failed, and its order went on without it: {early} was shown. A later try comes too late, for customers have seen the order go backwards.",
                "One step of an order fails. Which other steps may go on, and which must wait?",
                step: 3
            ) { $0.wasFailureLeftBehind },
            overtaken(
                "steps-side-by-side", "Two steps of one order were under way at once",
                "The calls for {missed} and {early} were under way together. Calls take as long as they take, and the later one came through first.",
                "What decides in your code which two steps may be under way at once?", step: 2
            ) { $0.areSideBySide },
            overtaken(
                "lock-is-no-queue", "Tasks don't run in the order in which they were made",
                "The task for {early} ran before the one for {missed}. Tasks that are ready may run in any order, and a lock goes to whoever asks first, whichever record came first.",
                "Where in your code is it written down that {missed} comes first?", step: 2
            ) { $0.wasSentFirstByLuck },
            overtaken(
                "later-step-first", "The later step was sent first",
                "The process had both steps of {order} in its hands. It sent {early}, and it had not sent {missed}.",
                "In which order do the steps of one order leave your code?", step: 2
            ) { $0.wasSentFirst },
        ] + NeverShownDiagnoses.ofLostSteps + [
            overtaken(
                "seen-out-of-order", "A step was shown before an earlier one",
                "{early} was shown, and {missed} had not been.",
                "Where in the story could {early} have waited for {missed}?", step: 2
            ) { _ in true }
        ]

    private static func overtaken(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (OvertakenStep) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "what-breaks-order#\(step)"
        ).recognised { history in
            guard let overtaken = OvertakenStep(history), holds(overtaken) else { return nil }
            return overtaken.names
        }
    }
}
