import EventBroker
import EventLog

/// How long rebalances take to compute: the broker's part, and the leaders'.
struct GroupBenchmarks {
    private static let topics = (0..<10).map { "topic-\($0)" }
    private static let partitions = Dictionary(
        uniqueKeysWithValues: topics.map { ($0, 100) })
    private static let groups = 100
    private static let members = 10
    private static let runs = 10

    /// A hundred groups of ten members each, every group over all of 1,000 partitions: all groups
    /// rebalance once, by the assignor with the most work, to which everybody says what it had.
    func figures() -> [Figure] {
        var cluster = Rebalancing(.cooperativeSticky, Self.topics, Self.partitions)
        cluster.found(groups: Self.groups, members: Self.members)
        let clock = ContinuousClock()
        let samples = (0..<Self.runs).map { _ in
            clock.measure { cluster.rebalance() } / .milliseconds(1)
        }
        return [Figure("rebalance-1000x100", unit: "ms", samples: samples)]
    }
}

/// A broker, and clients that do nothing but join.
private struct Rebalancing {
    private struct Client {
        let group: String
        var memberID: String
        var generation: Int32 = -1
        var owned: [TopicPartition] = []
    }

    private let assignor: Assignor
    private let topics: [String]
    private let partitions: [String: Int]
    private var now = Timestamp(milliseconds: 0)
    private var broker: Broker
    private var clients: [Client] = []

    init(_ assignor: Assignor, _ topics: [String], _ partitions: [String: Int]) {
        self.assignor = assignor
        self.topics = topics
        self.partitions = partitions
        var options = Broker.Options()
        options.initialRebalanceDelayMilliseconds = Self.initialDelay
        broker = Broker(options: options)
        for topic in topics {
            _ = ask([.createTopic(CreateTopic(name: topic, partitions: partitions[topic] ?? 1))])
        }
    }

    mutating func found(groups: Int, members: Int) {
        for group in 0..<groups {
            for _ in 0..<members { clients.append(Client(group: "group-\(group)", memberID: "")) }
        }
        for index in clients.indices {
            guard case .joinGroup(let answer)? = ask([.joinGroup(joining(clients[index]))]).first
            else { continue }
            clients[index].memberID = answer.memberID
        }
        rebalance()
        rebalance()
    }

    /// All clients join again, the leaders share out, and all get what is theirs.
    mutating func rebalance() {
        let joined = ask(clients.map { .joinGroup(joining($0)) })
        var syncs: [BrokerRequest] = []
        for (index, response) in joined.enumerated() {
            guard case .joinGroup(let answer) = response else { continue }
            clients[index].generation = answer.generation
            let assignments =
                answer.members.isEmpty
                ? [] : assignor.assign(members: answer.members, partitions: partitions)
            syncs.append(
                .syncGroup(
                    SyncGroup(
                        groupID: clients[index].group, memberID: answer.memberID,
                        generation: answer.generation, assignments: assignments)))
        }
        for (index, response) in ask(syncs).enumerated() {
            guard case .syncGroup(let answer) = response else { continue }
            clients[index].owned = answer.partitions
        }
    }

    private func joining(_ client: Client) -> JoinGroup {
        let subscription = Subscription(
            topics: topics, ownedPartitions: assignor.isSticky ? client.owned : [],
            generation: client.generation)
        return JoinGroup(
            groupID: client.group, memberID: client.memberID, clientID: "client",
            sessionTimeoutMilliseconds: 10_000, rebalanceTimeoutMilliseconds: 300_000,
            assignors: [.init(name: assignor.rawValue, subscription: subscription)])
    }

    /// The answers in the requests' order: those of new groups come after the initial delay.
    private mutating func ask(_ requests: [BrokerRequest]) -> [BrokerResponse] {
        for (number, request) in requests.enumerated() {
            broker.handle(request, id: RequestID(rawValue: number), now: now)
        }
        var replies = broker.takeReplies()
        while replies.count < requests.count, let due = broker.nextDeadline {
            now = due
            broker.tick(now: now) { _ in now }
            replies += broker.takeReplies()
        }
        return replies.sorted { $0.id.rawValue < $1.id.rawValue }.map(\.response)
    }

    private static let initialDelay: Int64 = 3_000
}
