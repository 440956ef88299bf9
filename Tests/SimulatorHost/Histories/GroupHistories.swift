import EventBroker
import EventClient
import Simulation

extension HistoryPlan {
    /// Members that share a topic, read, and commit each record.
    static func group(_ assignor: Assignor) -> HistoryPlan {
        let records = input(4, in: "orders")
        return HistoryPlan(
            "group-\(assignor.rawValue)", topics: ["orders"], input: records,
            instances: ["member-1", "member-2"], spare: "member-3",
            faults: [
                .crash, .lostRequest, .lostAnswer, .lateRequest, .zombie, .sessionTimeout,
                .rebalance, .deploy,
            ],
            safety: [.readsAreWhole, .commitsAreFenced],
            liveness: [.allIsRead(of: "orders", by: .readUncommitted)]
        ) { process, chronicle in
            try await Reading(process, chronicle)
                .run(groupID: "members", topic: "orders", assignor: assignor)
        }
    }
}
