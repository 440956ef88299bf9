import EventBroker
import EventLog

/// Kafka's classic group protocol: `semantics/kafka.md`, section 2, row by row.
struct ModelGroup {
    struct Member {
        var id: String
        var instance: String?
        var client: String
        var sessionTimeout: Int64
        var rebalanceTimeout: Int64
        var assignors: [JoinGroup.Assignor]
        var assignment: [TopicPartition] = []
        var waits = Waits.not
        var sessionEnd: Timestamp
        /// Until its first JoinGroup is answered.
        var isNew = true
        var hasSynced = false

        /// A parked request vouches for its member, but for a new one.
        var expiry: Timestamp? { waits == .not || isNew ? sessionEnd : nil }
    }

    /// For an answer; without an id where nobody will hear it.
    enum Waits: Equatable {
        case not
        case join(RequestID?)
        case sync(RequestID?)
    }

    /// What is on the disk of a group: its last settled generation.
    struct Saved {
        var generation: Int32
        var assignor: String
        var members: [Member]
    }

    let options: Broker.Options
    var state = GroupState.empty
    var generation: Int32 = 0
    var assignor = ""
    /// In the order in which they joined; the first leads.
    var members: [Member] = []
    /// Ids given out and not yet used, with the moment at which they are given up.
    var pending: [String: Timestamp] = [:]
    var joinDeadline: Timestamp?
    var syncDeadline: Timestamp?
    /// While a first rebalance waits for more members: by how much it may yet be prolonged.
    var delayLeft: Int64?
    var memberCameInDelay = false
    var committed: [TopicPartition: Int64] = [:]
    var saved: Saved?
    var answers: [RequestID: BrokerResponse] = [:]

    init(options: Broker.Options) {
        self.options = options
    }

    var deadlines: [Timestamp] {
        [joinDeadline, syncDeadline].compactMap { $0 } + pending.values
            + members.compactMap(\.expiry)
    }

    var subscriptions: [JoinGroup.Member] {
        members.map { member in
            let chosen = member.assignors.first { $0.name == assignor }
            return JoinGroup.Member(
                id: member.id, groupInstanceID: member.instance,
                subscription: chosen?.subscription ?? Subscription(topics: []))
        }
    }

    func refusal(of memberID: String, _ instance: String?, generation: Int32?) -> ErrorCode? {
        let owner = members.first { instance == nil ? $0.id == memberID : $0.instance == instance }
        guard let owner else { return .unknownMemberID }
        if owner.id != memberID { return .fencedInstanceID }
        return generation ?? self.generation == self.generation ? nil : .illegalGeneration
    }

    mutating func heartbeat(_ request: Heartbeat, now: Timestamp) -> ErrorCode? {
        let error = refusal(
            of: request.memberID, request.groupInstanceID, generation: request.generation)
        if let error { return error }
        renew(request.memberID, now: now)
        return state == .preparingRebalance ? .rebalanceInProgress : nil
    }

    mutating func commit(_ request: OffsetCommit, now: Timestamp) -> ErrorCode? {
        if request.generation >= 0 || state != .empty {
            let isAnonymous = request.memberID.isEmpty && request.groupInstanceID == nil
            if request.generation < 0, isAnonymous { return .unknownMemberID }
            let error = refusal(
                of: request.memberID, request.groupInstanceID, generation: request.generation)
            if let error { return error }
            if state == .completingRebalance { return .rebalanceInProgress }
        }
        for offset in request.offsets { committed[offset.partition] = offset.offset }
        renew(request.memberID, now: now)
        return nil
    }

    mutating func leave(_ request: LeaveGroup, now: Timestamp) -> ErrorCode? {
        if request.groupInstanceID == nil, pending.removeValue(forKey: request.memberID) != nil {
            if state == .preparingRebalance { rebalance(now: now) }
            return nil
        }
        let index = members.firstIndex {
            request.groupInstanceID == nil
                ? $0.id == request.memberID : $0.instance == request.groupInstanceID
        }
        guard let index else { return .unknownMemberID }
        if request.groupInstanceID != nil, !request.memberID.isEmpty,
            members[index].id != request.memberID
        {
            return .fencedInstanceID
        }
        release(index, .unknownMemberID)
        members.remove(at: index)
        rebalance(now: now)
        return nil
    }

    mutating func sync(_ request: SyncGroup, id: RequestID, now: Timestamp) {
        let refused = refusal(
            of: request.memberID, request.groupInstanceID, generation: request.generation)
        if let error = refused ?? (state == .preparingRebalance ? .rebalanceInProgress : nil) {
            answers[id] = .syncGroup(SyncGroup.Response(error: error))
            return
        }
        let index = members.firstIndex { $0.id == request.memberID }!
        members[index].hasSynced = true
        if members.allSatisfy(\.hasSynced) { syncDeadline = nil }
        if state == .stable {
            answers[id] = .syncGroup(SyncGroup.Response(partitions: members[index].assignment))
            return
        }
        release(index, .rebalanceInProgress)
        members[index].waits = .sync(id)
        guard index == 0 else { return }
        state = .stable
        for index in members.indices {
            members[index].assignment =
                request.assignments.last { $0.memberID == members[index].id }?.partitions ?? []
            guard case .sync(let waiting) = members[index].waits else { continue }
            if let waiting {
                answers[waiting] = .syncGroup(
                    SyncGroup.Response(partitions: members[index].assignment))
            }
            members[index].waits = .not
            renew(members[index].id, now: now)
        }
    }

    mutating func tick(now: Timestamp, lastHeartbeat: (String) -> Timestamp?) {
        for index in members.indices where !members[index].isNew && members[index].sessionEnd <= now
        {
            guard let beat = lastHeartbeat(members[index].id) else { continue }
            let end = beat.advanced(byMilliseconds: members[index].sessionTimeout)
            members[index].sessionEnd = max(members[index].sessionEnd, end)
        }
        pending = pending.filter { $0.value > now }
        let gone = members.indices.filter { members[$0].expiry ?? .distantFuture <= now }
        for index in gone.reversed() {
            release(index, .unknownMemberID)
            members.remove(at: index)
        }
        if !gone.isEmpty || state == .preparingRebalance { rebalance(now: now) }
        if let deadline = joinDeadline, deadline <= now { joinPhaseIsDue(now: now) }
        if let deadline = syncDeadline, deadline <= now {
            members.removeAll { !$0.hasSynced }
            rebalance(now: now)
        }
    }

    mutating func forget(_ id: RequestID) {
        for index in members.indices {
            if members[index].waits == .join(id) { members[index].waits = .join(nil) }
            if members[index].waits == .sync(id) { members[index].waits = .sync(nil) }
        }
    }

    mutating func renew(_ memberID: String, now: Timestamp) {
        for index in members.indices where members[index].id == memberID {
            members[index].sessionEnd = now.advanced(byMilliseconds: members[index].sessionTimeout)
        }
    }

    /// Ends the wait of a member.
    mutating func release(_ index: Int, _ error: ErrorCode) {
        switch members[index].waits {
        case .join(let id?):
            answers[id] = .joinGroup(
                JoinGroup.Response(error: error, memberID: members[index].id))
        case .sync(let id?): answers[id] = .syncGroup(SyncGroup.Response(error: error))
        case .join(nil), .sync(nil), .not: break
        }
        members[index].waits = .not
    }
}

extension Timestamp {
    static let distantFuture = Timestamp(milliseconds: .max)
}
