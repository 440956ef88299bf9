import EventBroker
import Simulation

/// The ways in which two instances come to work on one order, or an old step to stay; most specific
/// first.
enum HandoverDiagnoses {
    static let all = [
        contested(
            "everybody-reads-everything", "Each instance reads all partitions",
            "Both instances were handed the records of {order}. Members of one group that subscribe share the partitions; those who assign partitions themselves, or have groups of their own, don't.",
            "Who decides which instance reads which partition?", step: 1
        ) { !$0.isShared },
        contested(
            "outlives-revoke", "The work went on after its partition was gone",
            "The group gave the partition of {order} to another instance, and this one still had calls for it to make. The new one began where the commits ended, so both were at work on {order}.",
            "Your instance is about to give a partition away. What of it may still be under way?",
            step: 3
        ) { _ in true },
        Telling(
            id: "old-step-stays", title: "An old step was shown again, and stayed",
            explanation:
                "All steps of {order} were shown as they happened. Then an earlier one was shown again, and {last} was not shown after it.",
            question: "When a step is shown a second time, what has to follow it?",
            lesson: "what-breaks-order#2"
        ).recognised { history in
            let evidence = Evidence(history)
            let isShown = evidence.works.contains {
                $0.orderId == evidence.subject && $0.applied != nil
            }
            guard isShown else { return nil }
            return ["order": StepInput.orderId(of: evidence.subject), "last": evidence.subject]
        },
    ]

    private static func contested(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (ContestedOrder) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "rebalancing#\(step)"
        ).recognised { history in
            guard let contested = ContestedOrder(history), holds(contested) else { return nil }
            return ["order": contested.orderId]
        }
    }
}

/// The evidence about an order on which two instances were at work.
struct ContestedOrder {
    let orderId: String
    /// Whether both were members of one group.
    let isShared: Bool

    init?(_ history: History) {
        let evidence = Evidence(history)
        let lives = evidence.works.filter {
            StepInput.orderId(of: $0.orderId) == evidence.subject && $0.answered == nil
                && evidence.ends[$0.incarnation] == nil
        }.map(\.incarnation)
        guard let first = lives.first, let second = lives.last(where: { $0 != first }) else {
            return nil
        }
        orderId = evidence.subject
        let joined = history.entries.compactMap { entry -> (life: Int?, group: String)? in
            guard case .sent(.broker(.joinGroup(let join))) = entry.moment else { return nil }
            return (entry.incarnation, join.groupID)
        }
        let groups = { (life: Int) in Set(joined.filter { $0.life == life }.map(\.group)) }
        isShared = !groups(first).isDisjoint(with: groups(second))
    }
}
