import EventBroker
import EventLog
import Testing

/// A broker with a clock of its own, and the answers that it has given.
struct Scenario {
    var broker: Broker
    private(set) var now = Timestamp(milliseconds: 0)
    private(set) var answers: [RequestID: BrokerResponse] = [:]
    private var requestsSent = 0

    init(initialDelay: Int64 = 0) {
        var options = Broker.Options()
        options.initialRebalanceDelayMilliseconds = initialDelay
        self.init(options)
    }

    init(_ options: Broker.Options) {
        broker = Broker(options: options)
    }

    init(broker: Broker) {
        self.broker = broker
    }

    init(_ change: (inout Broker.Options) -> Void) {
        var options = Broker.Options()
        change(&options)
        broker = Broker(options: options)
    }

    mutating func send(_ request: BrokerRequest) -> RequestID {
        requestsSent += 1
        let id = RequestID(rawValue: requestsSent)
        broker.handle(request, id: id, now: now)
        collect()
        return id
    }

    /// The answer, or nil if the request is parked.
    mutating func ask(_ request: BrokerRequest) -> BrokerResponse? {
        answers[send(request)]
    }

    /// Lets time pass, with a tick at each deadline; `beating` members' heartbeats arrive.
    mutating func pass(_ milliseconds: Int64, beating: [String] = []) {
        pass(milliseconds) { id, now in beating.contains(id) ? now : nil }
    }

    mutating func pass(
        _ milliseconds: Int64, lastHeartbeat: (_ id: String, _ now: Timestamp) -> Timestamp?
    ) {
        let end = now.advanced(byMilliseconds: milliseconds)
        var ticks = 0
        while let deadline = broker.nextDeadline, deadline <= end {
            ticks += 1
            guard ticks < 10_000 else {
                Issue.record("What is due at \(deadline.milliseconds) ms isn't played.")
                break
            }
            now = max(deadline, now)
            broker.tick(now: now) { [now] in lastHeartbeat($0, now) }
            collect()
        }
        now = end
    }

    private mutating func collect() {
        for reply in broker.takeReplies() {
            precondition(answers[reply.id] == nil, "A request was answered twice.")
            answers[reply.id] = reply.response
        }
    }
}

extension Scenario {
    static let sessionTimeout: Int64 = 10_000
    static let rebalanceTimeout: Int64 = 30_000

    static func join(
        _ memberID: String = "", client: String = "", instance: String? = nil,
        topics: [String] = ["orders"], assignors: [String] = ["range"],
        rebalanceTimeout: Int64 = rebalanceTimeout,
        sessionTimeout: Int64 = sessionTimeout, group: String = "billing"
    ) -> BrokerRequest {
        let subscription = Subscription(topics: topics)
        return .joinGroup(
            JoinGroup(
                groupID: group, memberID: memberID, groupInstanceID: instance, clientID: client,
                sessionTimeoutMilliseconds: sessionTimeout,
                rebalanceTimeoutMilliseconds: rebalanceTimeout,
                assignors: assignors.map { .init(name: $0, subscription: subscription) }))
    }

    static func sync(
        _ memberID: String, instance: String? = nil, generation: Int32,
        assigning partitions: [String: Int] = [:]
    ) -> BrokerRequest {
        let assignments = partitions.sorted { $0.key < $1.key }.map { memberID, partition in
            SyncGroup.Assignment(
                memberID: memberID, partitions: [TopicPartition("orders", partition)])
        }
        return .syncGroup(
            SyncGroup(
                groupID: "billing", memberID: memberID, groupInstanceID: instance,
                generation: generation, assignments: assignments))
    }

    static func heartbeat(
        _ memberID: String, instance: String? = nil, generation: Int32
    ) -> BrokerRequest {
        .heartbeat(
            Heartbeat(
                groupID: "billing", memberID: memberID, groupInstanceID: instance,
                generation: generation))
    }

    static func leave(_ memberID: String, instance: String? = nil) -> BrokerRequest {
        .leaveGroup(
            LeaveGroup(groupID: "billing", memberID: memberID, groupInstanceID: instance))
    }

    static func commit(
        _ memberID: String = "", instance: String? = nil, generation: Int32 = -1,
        offset: Int64 = 7
    ) -> BrokerRequest {
        .offsetCommit(
            OffsetCommit(
                groupID: "billing", memberID: memberID, groupInstanceID: instance,
                generation: generation,
                offsets: [PartitionOffset(TopicPartition("orders", 0), offset)]))
    }

    /// The first half of joining: an id, which is pending from now on.
    mutating func reserveID(client: String) -> String {
        ask(Self.join(client: client))?.join?.memberID ?? ""
    }

    mutating func group() -> DescribeGroup.Response {
        guard
            case .describeGroup(let response) = ask(
                .describeGroup(DescribeGroup(groupID: "billing")))
        else { preconditionFailure("A description is never parked.") }
        return response
    }

    mutating func committed() -> Int64? {
        let partitions = [TopicPartition("orders", 0)]
        let request = OffsetFetch(groupID: "billing", partitions: partitions)
        guard case .offsetFetch(let response) = ask(.offsetFetch(request)) else { return nil }
        return response.offsets.first?.offset
    }

    mutating func createOrders(partitions: Int = 3) {
        _ = send(.createTopic(CreateTopic(name: "orders", partitions: partitions)))
    }
}

extension BrokerResponse {
    var join: JoinGroup.Response? {
        if case .joinGroup(let response) = self { response } else { nil }
    }

    var sync: SyncGroup.Response? {
        if case .syncGroup(let response) = self { response } else { nil }
    }

    var fetch: Fetch.Response? {
        if case .fetch(let response) = self { response } else { nil }
    }

    var error: ErrorCode? {
        switch self {
        case .done(let error): error
        case .produce(let response): response.error
        case .listOffsets(let response): response.error
        case .joinGroup(let response): response.error
        case .syncGroup(let response): response.error
        case .describeGroup(let response): response.error
        case .deleteRecords(let response): response.error
        case .initProducerID(let response): response.error
        case .fetch, .metadata, .listGroups, .offsetFetch: nil
        }
    }
}
