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
    var lastHeartbeat: Timestamp?

    var isMember: Bool { !memberID.isEmpty && generation >= 0 }

    /// The coordinator does not know this member any more: it joins as a new one.
    mutating func forget() {
        self = Membership(needsToJoin: true, hasLostPartitions: true)
    }

    /// The group has moved on without this member, which keeps its id.
    mutating func generationIsStale() {
        generation = -1
        needsToJoin = true
        hasLostPartitions = true
    }
}
