import Simulation

/// How a diagnosis is told: a title, what happened, the question that leads on.
struct Telling {
    let id: String
    let title: String
    let explanation: String
    let question: String
    let lesson: String

    func recognised(
        by recognise: @escaping @Sendable (History) -> [String: String]?
    ) -> Diagnosis {
        Diagnosis(
            id: id, title: title, explanation: explanation, question: question, lesson: lesson,
            recognise: recognise)
    }

    /// For a promise that an order be worked on in the end.
    func whenLost(
        tokens: [String: String] = [:], outcomes: String? = nil,
        _ holds: @escaping @Sendable (LostOrder) -> Bool
    ) -> Diagnosis {
        recognised { history in
            let evidence = Evidence(history, tokens: tokens, outcomes: outcomes)
            guard let lost = LostOrder(evidence), holds(lost) else { return nil }
            var names = [
                "order": lost.record.orderId, "partition": "\(lost.record.partition)",
            ]
            names["other"] = (lost.mateDoneBefore ?? lost.batchMates.first)?.orderId ?? "another"
            return names
        }
    }
}
