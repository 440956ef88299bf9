import Simulation

/// The ways in which people leave a topic that has no end, most specific first.
enum EarlyReturnDiagnoses {
    static let all = [
        returned(
            "left-on-empty-poll", "An empty poll was taken for the end",
            "A poll found nothing, and run returned. An empty poll says that no record came in this second. It does not say that none will come.",
            "The shop takes its next order in an hour. Who will reserve it?", step: 5
        ) { $0.isAfterEmptyPoll },
        returned(
            "left-on-error", "An error was taken for the end",
            "A call failed, the error was caught, and run returned. A return says that the work is done. An error that leaves run says that it is not, and the process is started again.",
            "What should happen to the order whose call has failed?", step: 3
        ) { $0.isAfterError },
        returned(
            "no-loop", "Nobody polls any more",
            "run asked for records, and then it returned. A topic has no end, so the next order finds nobody who asks for it.",
            "Who polls when the next order comes?", step: 1
        ) { $0.hasPolled },
        returned(
            "never-polled", "Nobody has polled",
            "run returned without asking for a single record.",
            "How does a record come from the broker into your process?", step: 1
        ) { _ in true },
    ]

    private static func returned(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (EarlyReturn) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "the-consumer-loop#\(step)"
        ).recognised { history in
            guard let early = EarlyReturn(history), holds(early) else { return nil }
            return [:]
        }
    }
}
