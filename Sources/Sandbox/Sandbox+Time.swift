import EventLog

extension Sandbox {
    /// Lets the clients run until nothing more can happen at this instant: whoever hears of a
    /// rebalance joins, which others hear of in turn.
    func settle() {
        executor.drain()
        var before: Int
        repeat {
            before = network.with { $0.groupRequests }
            for member in members where member.takesPart { member.tell(.keepUp) }
            executor.drain()
            letLiveMembersRun()
        } while network.with { $0.groupRequests } != before
    }

    /// Moves the clock, stopping wherever something is due. Returns how far it has come, in
    /// milliseconds.
    func pass(_ milliseconds: Int64, stoppingIf isToStop: () -> Bool) -> Int64 {
        let begin = now
        var end = begin.advanced(byMilliseconds: milliseconds)
        while let due = nextDeadline, due <= end {
            if isToStop() {
                end = now
                break
            }
            network.deliver { $0.advance(to: due) }
            refreshMetadataIfDue()
            settle()
            leaveForWhoDoesNotPoll()
            settle()
        }
        network.deliver { $0.advance(to: end) }
        let passed = end.milliseconds - begin.milliseconds
        network.note(.timePassed(milliseconds: passed))
        settle()
        return passed
    }

    private var nextDeadline: Timestamp? {
        ([network.with { $0.nextDeadline }, nextMetadataRefresh] + live.map(\.nextDeadline))
            .compactMap { $0 }.min()
    }

    private func refreshMetadataIfDue() {
        guard let due = nextMetadataRefresh, due <= now else { return }
        nextMetadataRefresh = nil
        let grown = grownTopics
        grownTopics = []
        for member in live where member.desk.mayKnow(grown) { member.topicsVersion += 1 }
        for member in members
        where member.takesPart && !grown.isDisjoint(with: member.joining.topics) {
            member.tell(.joinAnew)
        }
    }
}

extension SandboxMember {
    fileprivate var takesPart: Bool {
        condition == .running && !isFreshlyAwake && !isBusy && !report.isRefused
    }
}
