import EventBroker
import EventLog

/// What the clients of a story have heard so far, and the requests that they send.
struct Clients {
    /// A batch as it was sent.
    struct Sent {
        var request: Produce
        var producer: Int
    }

    private var producers: [Int: ProducerIdentity] = [:]
    private var nextSequence: [Int: [TopicPartition: Int32]] = [:]
    private var sent: [Sent] = []
    private var memberIDs: [Int: [Int: String]] = [:]
    private var generations: [Int: [Int: Int32]] = [:]
    /// The commands that have no answer yet.
    private var open: [RequestID: Command] = [:]
    /// Of all logs, at this moment.
    private var ends: [TopicPartition: Int64] = [:]
    private var lastProduced: [RequestID: Produce] = [:]

    static let topicNames = ["t.0", "t1", "t_0", "no/good"]
    static let groupIDs = ["g0", "g1", ""]
    /// Two programs, one instance.
    static func instance(of client: Int) -> String? { client >= 3 ? "i" : nil }
    /// Two programs, one transactional id.
    static let transactionalIDs: [String?] = [nil, "x", "x", "y"]

    var oldestOpen: RequestID? { open.keys.min { $0.rawValue < $1.rawValue } }

    mutating func forget(_ id: RequestID) { open[id] = nil }

    /// A new broker knows nothing of what the old one was asked.
    mutating func forgetAll() { open = [:] }

    mutating func hear(_ response: BrokerResponse, to id: RequestID) {
        guard let command = open.removeValue(forKey: id) else { return }
        switch (command, response) {
        case (.initProducer(let number, _, _), .initProducerID(let answer)):
            guard let producer = answer.producer else { return }
            producers[number] = producer
            nextSequence[number] = [:]
        case (.produceAs(let number, _, _, _, _, _), .produce(let answer)):
            guard let request = lastProduced.removeValue(forKey: id) else { return }
            sent.append(Sent(request: request, producer: number))
            guard answer.error == nil else { return }
            nextSequence[number, default: [:]][request.partition] = Int32(
                (Int64(request.batch.baseSequence) + Int64(request.batch.recordCount)) % (1 << 31))
        case (.join(let group, let client, _, _, _), _) where response.isExpulsion,
            (.heartbeat(let group, let client, _), _) where response.isExpulsion:
            memberIDs[group]?[client] = nil
        case (.join(let group, let client, _, _, _), .joinGroup(let answer)):
            guard answer.error == nil || answer.error == .memberIDRequired else { return }
            memberIDs[group, default: [:]][client] = answer.memberID
            if answer.error == nil {
                generations[group, default: [:]][client] = answer.generation
            }
        default: return
        }
    }

    /// The request that a command means at this moment; nil if it means none.
    mutating func request(
        for command: Command, id: RequestID, now: Timestamp, ends: [TopicPartition: Int64]
    ) -> BrokerRequest? {
        self.ends = ends
        guard let request = meaning(of: command, id: id, now: now) else { return nil }
        open[id] = command
        if case .produceAs = command, case .produce(let produce) = request {
            lastProduced[id] = produce
        }
        return request
    }

    private func meaning(of command: Command, id: RequestID, now: Timestamp) -> BrokerRequest? {
        switch command {
        case .createTopic(let topic, let partitions, let kind):
            .createTopic(
                CreateTopic(
                    name: Self.topicNames[topic], partitions: partitions,
                    configuration: kind.configuration))
        case .deleteTopic(let topic): .deleteTopic(DeleteTopic(name: Self.topicNames[topic]))
        case .createPartitions(let topic, let count):
            .createPartitions(CreatePartitions(name: Self.topicNames[topic], partitions: count))
        case .produce(let place, let count, let keyed, let age):
            .produce(
                Produce(
                    partition: at(place),
                    batch: RecordBatch(
                        records(count, id, keyed, now.advanced(byMilliseconds: -age)))
                ))
        case .produceAs(
            let number, let place, let count, let sequence, let epoch, let isTransactional):
            .produce(
                produce(
                    number, place, records(count, id, true, now), sequence, epoch, isTransactional))
        case .repeatBatch(let number, let back):
            sent.filter { $0.producer == number }.dropLast(back).last.map { .produce($0.request) }
        case .deleteRecords(let place, let offset):
            .deleteRecords(DeleteRecords(partition: at(place), offset: offset))
        case .fetch(let positions, let wait, let committed, let maxBytes):
            .fetch(
                Fetch(
                    positions: positions.map(at), maxWaitMilliseconds: wait, maxBytes: maxBytes,
                    isolation: committed ? .readCommitted : .readUncommitted))
        case .listOffsets(let place, let time, let committed):
            .listOffsets(
                ListOffsets(
                    partition: at(place),
                    spec: time == -2
                        ? .earliest
                        : time == -1 ? .latest : .at(Timestamp(milliseconds: time)),
                    isolation: committed ? .readCommitted : .readUncommitted))
        case .join, .sync, .heartbeat, .leave, .commit, .simpleCommit, .offsetFetch, .listGroups,
            .deleteGroup, .deleteOffsets:
            groupRequest(for: command)
        case .initProducer, .addPartitions, .addOffsets, .txnCommit, .endTxn:
            transactionRequest(for: command)
        case .stopPolling, .pass, .passAtOnce, .forget, .restart: nil
        }
    }

    private func produce(
        _ number: Int, _ place: Place, _ records: [Record], _ sequence: Int32, _ epoch: Int16,
        _ isTransactional: Bool
    ) -> Produce {
        let next = nextSequence[number]?[at(place)] ?? 0
        let batch = RecordBatch(
            records, producer: identity(number, epoch), baseSequence: max(0, next &+ sequence),
            isTransactional: isTransactional)
        return Produce(
            partition: at(place), batch: batch,
            transactionalID: isTransactional ? Self.transactionalIDs[number] : nil)
    }

    private func groupRequest(for command: Command) -> BrokerRequest? {
        switch command {
        case .join(let group, let client, let identity, let assignors, let session):
            .joinGroup(join(group, client, identity, assignors, session))
        case .sync(let group, let client, let generation, let shares):
            .syncGroup(
                SyncGroup(
                    groupID: Self.groupIDs[group], memberID: memberID(group, client),
                    groupInstanceID: Self.instance(of: client),
                    generation: self.generation(group, client) + generation,
                    assignments: shares ? assignments(group) : []))
        case .heartbeat(let group, let client, let generation):
            .heartbeat(
                Heartbeat(
                    groupID: Self.groupIDs[group], memberID: memberID(group, client),
                    groupInstanceID: Self.instance(of: client),
                    generation: self.generation(group, client) + generation))
        case .leave(let group, let client, let identity):
            .leaveGroup(
                LeaveGroup(
                    groupID: Self.groupIDs[group], memberID: memberID(group, client, identity),
                    groupInstanceID: Self.instance(of: client)))
        case .commit(let group, let client, let generation, let positions):
            .offsetCommit(commit(group, client, generation, positions))
        case .simpleCommit(let group, let position):
            .offsetCommit(commit(group, nil, 0, [position]))
        case .offsetFetch(let group, let places):
            .offsetFetch(OffsetFetch(groupID: Self.groupIDs[group], partitions: places.map(at)))
        case .listGroups(let state):
            .listGroups(
                ListGroups(
                    states: GroupState.allCases.indices.contains(state)
                        ? [GroupState.allCases[state]] : []))
        case .deleteGroup(let group): .deleteGroup(DeleteGroup(groupID: Self.groupIDs[group]))
        case .deleteOffsets(let group, let place):
            .deleteOffsets(DeleteOffsets(groupID: Self.groupIDs[group], partitions: [at(place)]))
        default: nil
        }
    }

    private func join(
        _ group: Int, _ client: Int, _ identity: Command.Identity, _ assignors: Int,
        _ session: Int64
    ) -> JoinGroup {
        let names = [["range", "sticky"], ["sticky", "range"], ["roundrobin", "range"]][assignors]
        let subscription = Subscription(topics: client == 0 ? ["t1"] : ["t.0"])
        return JoinGroup(
            groupID: Self.groupIDs[group], memberID: memberID(group, client, identity),
            groupInstanceID: Self.instance(of: client), clientID: "c\(client)",
            sessionTimeoutMilliseconds: session,
            rebalanceTimeoutMilliseconds: client == 1 ? 20_000 : 12_000,
            assignors: names.map { .init(name: $0, subscription: subscription) })
    }

    private func commit(
        _ group: Int, _ client: Int?, _ generation: Int32, _ positions: [Position]
    ) -> OffsetCommit {
        guard let client else {
            return OffsetCommit(groupID: Self.groupIDs[group], offsets: positions.map(at))
        }
        return OffsetCommit(
            groupID: Self.groupIDs[group], memberID: memberID(group, client),
            groupInstanceID: Self.instance(of: client),
            generation: self.generation(group, client) + generation, offsets: positions.map(at))
    }

    private func transactionRequest(for command: Command) -> BrokerRequest? {
        switch command {
        case .initProducer(let number, let timeout, let knowsItself):
            .initProducerID(
                InitProducerID(
                    transactionalID: Self.transactionalIDs[number],
                    transactionTimeoutMilliseconds: timeout,
                    current: knowsItself ? producers[number] : nil))
        case .addPartitions(let number, let places, let epoch):
            .addPartitionsToTxn(
                AddPartitionsToTxn(
                    transactionalID: Self.transactionalIDs[number] ?? "",
                    producer: identity(number, epoch), partitions: places.map(at)))
        case .addOffsets(let number, let group, let epoch):
            .addOffsetsToTxn(
                AddOffsetsToTxn(
                    transactionalID: Self.transactionalIDs[number] ?? "",
                    producer: identity(number, epoch), groupID: Self.groupIDs[group]))
        case .txnCommit(let number, let group, let client, let generation, let position, let epoch):
            .txnOffsetCommit(
                TxnOffsetCommit(
                    transactionalID: Self.transactionalIDs[number] ?? "",
                    producer: identity(number, epoch),
                    commit: commit(group, client, generation, [position])))
        case .endTxn(let number, let commits, let epoch):
            .endTxn(
                EndTxn(
                    transactionalID: Self.transactionalIDs[number] ?? "",
                    producer: identity(number, epoch), commits: commits))
        default: nil
        }
    }

    private func at(_ place: Place) -> TopicPartition {
        TopicPartition(Self.topicNames[place.topic], place.partition)
    }

    private func at(_ position: Position) -> PartitionOffset {
        let place = at(position.place)
        return PartitionOffset(place, position.offset ?? ends[place] ?? 0)
    }

    private func records(
        _ count: Int, _ id: RequestID, _ keyed: Bool, _ time: Timestamp
    ) -> [Record] {
        (0..<count).map { index in
            Record(
                timestamp: time.advanced(byMilliseconds: Int64(index * 7 % 5)),
                key: keyed ? [UInt8(index)] : nil, value: Array("\(id.rawValue).\(index)".utf8))
        }
    }

    private func identity(_ number: Int, _ epoch: Int16) -> ProducerIdentity {
        let known = producers[number] ?? ProducerIdentity(id: 0, epoch: 0)
        return ProducerIdentity(id: known.id, epoch: max(0, known.epoch + epoch))
    }

    private func generation(_ group: Int, _ client: Int) -> Int32 {
        generations[group]?[client] ?? 0
    }

    func memberID(
        _ group: Int, _ client: Int, _ identity: Command.Identity = .own
    ) -> String {
        switch identity {
        case .own: memberIDs[group]?[client] ?? ""
        case .none: ""
        case .neighbours: memberIDs[group]?[(client + 1) % 5] ?? "stranger"
        }
    }

    /// A partition for each member that anybody has heard of.
    private func assignments(_ group: Int) -> [SyncGroup.Assignment] {
        (memberIDs[group] ?? [:]).sorted { $0.key < $1.key }.map { client, id in
            SyncGroup.Assignment(memberID: id, partitions: [TopicPartition("t.0", client)])
        }
    }
}

extension BrokerResponse {
    /// After which a client joins as somebody new.
    fileprivate var isExpulsion: Bool { error == .unknownMemberID || error == .fencedInstanceID }
}

extension Command.Kind {
    fileprivate var configuration: TopicConfiguration {
        var configuration = TopicConfiguration()
        switch self {
        case .plain: break
        case .compacted: configuration.cleanupPolicy = .compact
        case .appendTime: configuration.timestampType = .appendTime
        case .small: configuration.maxMessageBytes = 90
        }
        return configuration
    }
}
