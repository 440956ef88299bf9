import Simulation

/// The ways in which people lose the order of an order's events, or the use of their partitions;
/// most specific first.
enum PartitionKeyDiagnoses {
    static let all =
        TornOrderDiagnoses.all + OvertakenDiagnoses.all + UnpublishedDiagnoses.all
        + UnevenLoadDiagnoses.all + [processesDisagree]

    private static let processesDisagree = Telling(
        id: "hash-value", title: "The choice changes with the process",
        explanation:
            "Two processes that publish {order} disagree on its partition, so something in the choice differs from process to process. In Swift that is hashValue, Hasher, and the order of a Set or a Dictionary: whenever a program starts, it draws a new hash seed.",
        question:
            "Which hash gives the same number in every process, on every machine, in every language?",
        lesson: "choosing-a-key#2"
    ).recognised { history in
        let evidence = PublishingEvidence(history)
        guard evidence.broken.invariant == "processes-agree" else { return nil }
        return ["order": evidence.broken.subject]
    }
}

extension Telling {
    /// For a step of the lesson on keys.
    static func onKeys(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int
    ) -> Telling {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "choosing-a-key#\(step)")
    }
}
