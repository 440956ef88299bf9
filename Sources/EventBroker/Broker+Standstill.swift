package import EventLog

extension Broker {
    /// This broker as it is to those who come later, when all its clients have gone at `now`: their
    /// parked requests are forgotten, their heartbeats counted, and its times are told from `now` on.
    ///
    /// Two brokers whose standstills are equal do the same from there, each at its own time: what a
    /// log holds keeps the time of its own.
    ///
    /// - Parameter lastHeartbeat: As in `tick`.
    package func standstill(at now: Timestamp, lastHeartbeat: (String) -> Timestamp?) -> Broker {
        var still = self
        still.parkedFetches = ParkedFetches()
        still.groups.stand(at: now, lastHeartbeat: lastHeartbeat)
        still.transactions.tellTimes(from: now)
        still.nextCleaning = nextCleaning?.told(from: now)
        still.resetDeadline()
        return still
    }
}

extension GroupCoordinator {
    fileprivate mutating func stand(at now: Timestamp, lastHeartbeat: (String) -> Timestamp?) {
        nextExpiryCheck = nextExpiryCheck?.told(from: now)
        for index in groups.indices { groups[index].stand(at: now, lastHeartbeat: lastHeartbeat) }
    }
}

extension ConsumerGroup {
    fileprivate mutating func stand(at now: Timestamp, lastHeartbeat: (String) -> Timestamp?) {
        joinPhase?.tellTimes(from: now)
        syncDeadline = syncDeadline?.told(from: now)
        emptySince = emptySince?.told(from: now)
        offsets.tellTimes(from: now)
        pendingMembers = pendingMembers.map {
            PendingMember(id: $0.id, deadline: $0.deadline.told(from: now))
        }
        for index in members.indices {
            members[index].forgetSender()
            members[index].count(lastHeartbeat(members[index].id))
            members[index].sessionDeadline = members[index].sessionDeadline.told(from: now)
        }
    }
}

extension Timestamp {
    /// The same moment where `now` is the beginning of time.
    func told(from now: Timestamp) -> Timestamp { advanced(byMilliseconds: -now.milliseconds) }
}
