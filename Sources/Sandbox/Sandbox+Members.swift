import EventBroker

extension Sandbox {
    func join(_ typed: Joining) throws(SandboxError) {
        var joining = typed
        joining.topics = typed.topics.enumerated()
            .filter { !typed.topics[..<$0.offset].contains($0.element) }.map(\.element)
        if joining.group.isEmpty { throw .emptyName("a group") }
        if joining.member.isEmpty { throw .emptyName("a member") }
        if let member = members.first(where: { $0.name == joining.member }) {
            throw .memberExists(member.name, group: member.joining.group)
        }
        if let member = live.first(where: { $0.name == joining.member }) {
            throw .memberExists(member.name, group: member.desk.standing.group)
        }
        for topic in joining.topics { _ = try partitionCount(of: topic) }
        try checkAssignor(joining)
        network.note(.joining(member: joining.member, group: joining.group))
        members.append(SandboxMember(joining, on: network, executor: executor))
    }

    /// A consumer that the broker refuses ends with an error; here it doesn't even begin. Who has
    /// crashed is one of its group for as long as its session lasts.
    private func checkAssignor(_ joining: Joining) throws(SandboxError) {
        let group = group(joining.group)
        let living = members.filter {
            $0.joining.group == joining.group && $0.condition != .crashed
        }
        let theirs =
            group.members.isEmpty ? living.first?.joining.assignor.rawValue : group.assignor
        guard let theirs, theirs != joining.assignor.rawValue else { return }
        throw .otherAssignor(group: joining.group, theirs: theirs)
    }

    /// A cooperative member goes on reading what it keeps while it waits for its group.
    func poll(_ name: String, atMost limit: Int?) throws(SandboxError) {
        let member = try running(name)
        guard member.isBusy, member.joining.assignor == .cooperativeSticky,
            !member.report.assignment.isEmpty,
            network.with({ $0.wait(of: member.client) }) == .group
        else { return try ready(name).tell(.poll(atMost: limit)) }
        network.deliver { $0.interrupt(member.client) }
        member.tell(.readOn(atMost: limit))
    }

    func commit(
        _ member: SandboxMember, _ place: Place?, _ transaction: TransactionalProducer?
    ) throws(SandboxError) {
        let offset = try place.map { place throws(SandboxError) in try resolve(place, for: member) }
        member.tell(.commit(offset, in: transaction))
    }

    func resolve(_ place: Place, for member: SandboxMember) throws(SandboxError) -> PartitionOffset
    {
        let topics = member.joining.topics
        guard let topic = place.topic ?? (topics.count == 1 ? topics[0] : nil) else {
            throw .severalTopics(member: member.name)
        }
        let count = try partitionCount(of: topic)
        guard (0..<count).contains(place.partition) else {
            throw .noSuchPartition(topic: topic, partition: place.partition, count: count)
        }
        return PartitionOffset(TopicPartition(topic, place.partition), place.offset)
    }

    func pause(_ name: String) throws(SandboxError) {
        let member = try running(name)
        member.condition = .paused
        network.with { $0.silence(member.client, forEver: false) }
        network.note(.paused(member: name))
    }

    /// It goes on with what it held, and hears of a rebalance in its next poll or commit.
    func resume(_ name: String) throws(SandboxError) {
        let member = try member(name)
        guard member.condition == .paused else { throw .notPaused(name) }
        member.condition = .running
        member.isFreshlyAwake = !member.isBusy
        network.note(.resumed(member: name))
        network.deliver { $0.wake(member.client) }
    }

    /// As `kill -9` does: nothing is committed, nobody is told.
    func crash(_ name: String) throws(SandboxError) {
        let member = try member(name)
        guard member.condition != .crashed else { throw .notRunning(name, .crashed) }
        member.condition = .crashed
        network.with { $0.silence(member.client, forEver: true) }
        member.abandon()
        network.note(.crashed(member: name))
    }

    /// A new process of that name: to the broker it is a new member.
    func restart(_ name: String) throws(SandboxError) {
        let dead = try member(name)
        guard dead.condition == .crashed else { throw .notCrashed(name) }
        try checkAssignor(dead.joining)
        network.note(.restarted(member: name))
        members.removeAll { $0 === dead }
        members.append(SandboxMember(dead.joining, on: network, executor: executor))
    }

    func leave(_ name: String) throws(SandboxError) {
        let member = try ready(name)
        member.tell(.leave)
        executor.drain()
        member.abandon()
        members.removeAll { $0 === member }
        network.note(.left(member: name, group: member.joining.group))
    }

    /// A member that can be told something at once.
    func ready(_ name: String) throws(SandboxError) -> SandboxMember {
        let member = try running(name)
        if member.isBusy {
            let wait = network.with { $0.wait(of: member.client) }
            throw isBrokerStopped ? .unanswered(name) : .waits(name, for: wait ?? .group)
        }
        member.isFreshlyAwake = false
        return member
    }

    private func running(_ name: String) throws(SandboxError) -> SandboxMember {
        let member = try member(name)
        guard member.condition == .running else { throw .notRunning(name, member.condition) }
        return member
    }

    private func member(_ name: String) throws(SandboxError) -> SandboxMember {
        guard let member = members.first(where: { $0.name == name }) else {
            throw .unknownMember(name, known: (members.map(\.name) + live.map(\.name)))
        }
        return member
    }

    /// A command that began something which goes on must not end in silence. What went on before, the
    /// learner knows.
    func noteWhoWaits() {
        if isBrokerStopped { return }
        let byHand = members.filter { $0.condition == .running && $0.isBusy }
            .map { ($0.name, $0.client) }
        let byThemselves = live.filter { $0.condition == .running && $0.desk.standing.isWaiting }
            .map { ($0.name, $0.client) }
        let before = waitsTold
        waitsTold = [:]
        for (name, client) in byHand + byThemselves {
            let wait = network.with { $0.wait(of: client) } ?? .group
            waitsTold[name] = wait
            if before[name] != wait { network.note(.waiting(member: name, for: wait)) }
        }
    }
}
