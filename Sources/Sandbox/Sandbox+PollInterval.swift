import EventBroker

extension Sandbox {
    /// A member's own client leaves the group for it when its application has not polled for its
    /// `max.poll.interval.ms`, however alive its process is. Only code that works by itself can be so
    /// late: who is driven by hand counts as polling.
    func leaveForWhoDoesNotPoll() {
        for member in live where member.condition == .running {
            for memberID in member.takeOverdue(at: elapsed) {
                guard network.with({ $0.hasMember(memberID) }) else { continue }
                network.note(
                    .didNotPoll(member: member.name, group: member.desk.standing.group))
                network.deliver { $0.leave(memberID) }
            }
        }
    }
}
