import EventBroker
import EventLog

/// What a member waits for.
package enum MemberWait: Hashable, Sendable {
    /// Its group has not heard from all its members.
    case group
    /// Offsets of its partitions are a part of an open transaction (`UNSTABLE_OFFSET_COMMIT`).
    case transaction
    /// The broker gives no answer.
    case broker
}

/// Clients that wait for nothing but a moment, and what clients wait for.
extension NetworkState {
    struct Sleeper {
        let client: ClientID
        let end: Timestamp
        let wake: Delivery
    }

    /// Sleeps by the sandbox's clock, which only the learner moves.
    mutating func sleep(
        _ client: ClientID, until end: Timestamp, then wake: @escaping Delivery
    ) -> [Delivery] {
        if end <= now { return [wake] }
        sleepers.append(Sleeper(client: client, end: end, wake: wake))
        return []
    }

    mutating func wakeSleepers() -> [Delivery] {
        let due = sleepers.filter { $0.end <= now }
        sleepers.removeAll { $0.end <= now }
        return due.compactMap { handing($0.wake, to: $0.client) }
    }

    /// Nil where it waits for nothing.
    func wait(of client: ClientID) -> MemberWait? {
        // A member's consumer sleeps nowhere else.
        if sleepers.contains(where: { $0.client == client }) { return .transaction }
        if isUnanswered(client) { return .broker }
        return waitsForGroup(client) ? .group : nil
    }
}
