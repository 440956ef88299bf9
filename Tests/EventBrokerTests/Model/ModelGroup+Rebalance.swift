import EventBroker
import EventLog

extension ModelGroup {
    /// A JoinGroup of somebody who has no member id yet.
    mutating func joinWithoutID(
        _ request: JoinGroup, newID: String, id: RequestID, now: Timestamp
    ) {
        guard hasCommonAssignor(with: request) else {
            answers[id] = .joinGroup(JoinGroup.Response(error: .inconsistentGroupProtocol))
            return
        }
        guard let instance = request.groupInstanceID else {
            pending[newID] = now.advanced(byMilliseconds: request.sessionTimeoutMilliseconds)
            answers[id] = .joinGroup(
                JoinGroup.Response(error: .memberIDRequired, memberID: newID))
            return
        }
        guard let index = members.firstIndex(where: { $0.instance == instance }) else {
            add(request, as: newID, now: now)
            return wait(members.count - 1, id: id, now: now)
        }
        let leader = members[0].id
        release(index, .fencedInstanceID)
        members[index].id = newID
        update(index, request)
        renew(newID, now: now)
        guard state == .stable, assignor == chosenAssignor else {
            return wait(index, id: id, now: now)
        }
        // Told of a leader that is no more, and of no members, nobody shares out anew.
        var answer = joined(index)
        (answer.leaderID, answer.members) = (leader, [])
        answers[id] = .joinGroup(answer)
    }

    mutating func join(_ request: JoinGroup, id: RequestID, now: Timestamp) {
        func refuse(_ error: ErrorCode) {
            answers[id] = .joinGroup(JoinGroup.Response(error: error, memberID: request.memberID))
        }
        guard hasCommonAssignor(with: request) else { return refuse(.inconsistentGroupProtocol) }
        if let instance = request.groupInstanceID,
            let error = refusal(of: request.memberID, instance, generation: nil)
        {
            return refuse(error)
        }
        if pending.removeValue(forKey: request.memberID) != nil {
            add(request, as: request.memberID, now: now)
        }
        guard let index = members.firstIndex(where: { $0.id == request.memberID }) else {
            return refuse(.unknownMemberID)
        }
        let isUnchanged = !members[index].isNew && members[index].assignors == request.assignors
        let isSettled = state == .completingRebalance || (state == .stable && index > 0)
        if isUnchanged, isSettled {
            answers[id] = .joinGroup(joined(index))
        } else {
            update(index, request)
            wait(index, id: id, now: now)
        }
    }

    /// After any change of the membership.
    mutating func rebalance(now: Timestamp) {
        if state == .preparingRebalance {
            if delayLeft == nil, everyoneHasJoined { endJoinPhase(now: now) }
            return
        }
        if state == .completingRebalance {
            for index in members.indices {
                members[index].assignment = []
                guard case .sync = members[index].waits else { continue }
                release(index, .rebalanceInProgress)
                renew(members[index].id, now: now)
            }
        }
        let isFirst = state == .empty
        state = .preparingRebalance
        syncDeadline = nil
        let delay = options.initialRebalanceDelayMilliseconds
        if isFirst, delay > 0 {
            beginDelay(delay, left: rebalanceTimeout - delay, now: now)
        } else if isFirst || everyoneHasJoined {
            endJoinPhase(now: now)
        } else {
            joinDeadline = now.advanced(byMilliseconds: rebalanceTimeout)
        }
    }

    mutating func joinPhaseIsDue(now: Timestamp) {
        if let left = delayLeft, left > 0, memberCameInDelay {
            let next = min(options.initialRebalanceDelayMilliseconds, left)
            beginDelay(next, left: left - next, now: now)
        } else {
            endJoinPhase(now: now)
        }
    }

    mutating func saveIfSettled() {
        guard state == .stable || (state == .empty && generation > 0) else { return }
        saved = Saved(generation: generation, assignor: assignor, members: members)
    }

    /// Nil if nothing of it is on the disk. Members go on in the last settled generation, with new
    /// sessions.
    func restarted(now: Timestamp) -> ModelGroup? {
        var group = ModelGroup(options: options)
        group.committed = committed
        guard let saved else { return committed.isEmpty ? nil : group }
        (group.generation, group.assignor, group.saved) = (saved.generation, saved.assignor, saved)
        group.state = saved.members.isEmpty ? .empty : .stable
        group.members = saved.members.map { member in
            var member = member
            member.assignors = member.assignors.filter { $0.name == saved.assignor }
            (member.waits, member.isNew, member.hasSynced) = (.not, false, true)
            member.sessionEnd = now.advanced(byMilliseconds: member.sessionTimeout)
            return member
        }
        return group
    }

    private mutating func endJoinPhase(now: Timestamp) {
        (joinDeadline, delayLeft) = (nil, nil)
        members.removeAll { !$0.isJoining && $0.instance == nil }
        if let leader = members.firstIndex(where: \.isJoining) {
            members.insert(members.remove(at: leader), at: 0)
        } else if !members.isEmpty {
            joinDeadline = now.advanced(byMilliseconds: rebalanceTimeout)
            return
        }
        generation += 1
        assignor = chosenAssignor
        if members.isEmpty {
            state = .empty
            return
        }
        state = .completingRebalance
        syncDeadline = now.advanced(byMilliseconds: rebalanceTimeout)
        for index in members.indices {
            if case .join(let id?) = members[index].waits {
                answers[id] = .joinGroup(joined(index))
            }
            members[index].waits = .not
            (members[index].isNew, members[index].hasSynced) = (false, false)
            renew(members[index].id, now: now)
        }
    }

    private mutating func wait(_ index: Int, id: RequestID, now: Timestamp) {
        release(index, .rebalanceInProgress)
        members[index].waits = .join(id)
        rebalance(now: now)
    }

    private mutating func add(_ request: JoinGroup, as id: String, now: Timestamp) {
        memberCameInDelay = true
        members.append(
            Member(
                id: id, instance: request.groupInstanceID, client: request.clientID,
                sessionTimeout: request.sessionTimeoutMilliseconds,
                rebalanceTimeout: request.rebalanceTimeoutMilliseconds,
                assignors: request.assignors,
                sessionEnd: now.advanced(
                    byMilliseconds: options.newMemberJoinTimeoutMilliseconds)))
    }

    private mutating func update(_ index: Int, _ request: JoinGroup) {
        members[index].sessionTimeout = request.sessionTimeoutMilliseconds
        members[index].rebalanceTimeout = request.rebalanceTimeoutMilliseconds
        members[index].assignors = request.assignors
    }

    private mutating func beginDelay(_ delay: Int64, left: Int64, now: Timestamp) {
        joinDeadline = now.advanced(byMilliseconds: delay)
        (delayLeft, memberCameInDelay) = (max(left, 0), false)
    }

    private func joined(_ index: Int) -> JoinGroup.Response {
        JoinGroup.Response(
            generation: generation, assignor: assignor, leaderID: members[0].id,
            memberID: members[index].id, members: index == 0 ? subscriptions : [])
    }

    private var rebalanceTimeout: Int64 { members.map(\.rebalanceTimeout).max() ?? 0 }

    private var everyoneHasJoined: Bool { pending.isEmpty && members.allSatisfy(\.isJoining) }

    private func hasCommonAssignor(with request: JoinGroup) -> Bool {
        request.assignors.contains { wanted in
            members.allSatisfy { $0.assignors.contains { $0.name == wanted.name } }
        }
    }

    /// Each member votes for the first of its names that all know; the leader's order breaks ties.
    private var chosenAssignor: String {
        let common = (members.first?.assignors.map(\.name) ?? []).filter { name in
            members.allSatisfy { $0.assignors.contains { $0.name == name } }
        }
        let votes = members.compactMap { member in
            member.assignors.map(\.name).first { common.contains($0) }
        }
        func count(_ name: String) -> Int { votes.filter { $0 == name }.count }
        let most = common.map(count).max()
        return common.first { count($0) == most } ?? ""
    }
}

extension ModelGroup.Member {
    var isJoining: Bool {
        if case .join = waits { true } else { false }
    }
}
