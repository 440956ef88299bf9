import EventBroker
import EventLog

/// A consumer's side of the group protocol.
struct Membership {
    /// Empty until the coordinator has given one.
    var memberID = ""
    /// -1 outside a generation.
    var generation: Int32 = -1
    var needsToJoin = false
    /// Whether the partitions went to others before they could be given back.
    var hasLostPartitions = false
    /// Whether another consumer has taken this static member's place, for good.
    var isFenced = false
    var lastHeartbeat: Timestamp?

    var isMember: Bool { !memberID.isEmpty && generation >= 0 }

    /// Out of the group, without having been asked.
    static let lost = Membership(needsToJoin: true, hasLostPartitions: true)

    /// Takes in what the coordinator's answer to a heartbeat or a commit says about this member.
    mutating func note(_ error: ErrorCode?) {
        guard isMember else { return }
        switch error {
        case .rebalanceInProgress: needsToJoin = true
        case .illegalGeneration:
            generation = -1
            needsToJoin = true
            hasLostPartitions = true
        case .unknownMemberID: self = .lost
        case .fencedInstanceID: (isFenced, hasLostPartitions) = (true, true)
        default: break
        }
    }
}

/// What a member was given last, and when: the sticky assignors ask for it.
struct LastAssignment {
    var partitions: [TopicPartition] = []
    var generation: Int32 = -1
}
