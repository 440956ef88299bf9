import EventBroker
import EventLog

/// Members whose application takes too long between two polls.
extension World {
    /// A client's heartbeats go out until then, if its application does not poll again.
    func keepAlive(_ memberID: String, of incarnation: Int, until deadline: Timestamp) {
        let index: Int
        if let known = members.lastIndex(where: { $0.id == memberID }) {
            index = known
            members[known].until = deadline
        } else {
            index = members.count
            members.append(
                Member(
                    id: memberID, incarnation: incarnation,
                    pollInterval: deadline.milliseconds - timestamp.milliseconds, until: deadline))
        }
        watchPollInterval(ofMember: index)
    }

    /// Who waits in a poll has polled, however late that returns.
    func stayAlive(_ incarnation: Int, forMilliseconds wait: Int64) {
        for index in members.indices where members[index].incarnation == incarnation {
            let interval = members[index].pollInterval
            let deadline = timestamp.advanced(byMilliseconds: wait + interval)
            members[index].until = max(members[index].until, deadline)
        }
    }

    /// One event at a time for each member: most of its polls need none.
    private func watchPollInterval(ofMember index: Int) {
        let deadline = members[index].until
        guard !members[index].isWatched, deadline > timestamp else { return }
        members[index].isWatched = true
        schedule(
            .follows(.pollInterval(member: index)),
            at: (deadline.milliseconds - Self.epoch) * Self.millisecond)
    }

    /// Kafka's client leaves the group by itself then. One that is paused can't; its session is over
    /// in any case.
    func pollIntervalIsOver(_ index: Int) {
        members[index].isWatched = false
        let member = members[index]
        guard incarnations[member.incarnation].state == .running else { return }
        guard member.until <= timestamp else { return watchPollInterval(ofMember: index) }
        guard troubles.brokerAwaySince == nil, isInGroup(member) else { return }
        broker.leave(memberID: member.id, now: timestamp)
        if !isInGroup(member) { note(.pollIntervalPassed, by: member.incarnation) }
        deliverReplies()
    }

    func isInGroup(_ member: Member) -> Bool {
        broker.groupIDs.contains { group in
            broker.describe(DescribeGroup(groupID: group)).members.contains { $0.id == member.id }
        }
    }
}
