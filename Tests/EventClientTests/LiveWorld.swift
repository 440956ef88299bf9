import EventBroker
import EventClient
import EventLog
import Synchronization
import Testing

/// A live broker, the clock that it goes by, and what tests do with them again and again.
struct LiveWorld {
    let clock = ManualClock()
    let broker: LiveBroker
    let cluster: Cluster

    init(_ change: (inout Broker.Options) -> Void = { _ in }) {
        var options = Broker.Options()
        change(&options)
        broker = LiveBroker(options: options, clock: clock)
        cluster = .live(broker: broker)
    }

    /// With topics that have so many partitions.
    init(
        _ topics: KeyValuePairs<String, Int>, _ change: (inout Broker.Options) -> Void = { _ in }
    ) async throws {
        self.init(change)
        let admin = cluster.makeAdmin()
        for (name, partitions) in topics {
            try await admin.createTopic(name, partitions: partitions)
        }
    }

    func connect(_ clientID: String = "client") -> WatchedConnection {
        WatchedConnection(LiveConnection(broker: broker, clientID: clientID), clock: clock)
    }

    /// A member of the group `billing`.
    func makeConsumer(
        over connection: WatchedConnection? = nil,
        _ change: (inout ConsumerOptions) -> Void = { _ in }
    ) -> Consumer {
        var options = ConsumerOptions(groupID: "billing")
        change(&options)
        return Consumer(connection: connection ?? connect(), options: options)
    }

    /// Appends a record for each value, in a batch of its own.
    func append(_ values: [String], to partition: TopicPartition) async throws {
        let producer = cluster.makeProducer()
        for value in values {
            let record = ProducerRecord(
                topic: partition.topic, partition: partition.partition, value: Array(value.utf8))
            _ = try await producer.send(record).metadata
        }
    }

    /// What anybody may read there.
    func contents(
        of partition: TopicPartition, _ isolation: IsolationLevel = .readUncommitted
    ) async throws -> [String] {
        let reader = makeConsumer { $0.isolationLevel = isolation }
        try await reader.assign([partition])
        return try await reader.pollTexts()
    }

    /// What the group `billing` has committed, as an onlooker sees it.
    func committed(_ partition: TopicPartition) async throws -> Int64? {
        try await makeConsumer().committed(partition)
    }
}

let orders0 = TopicPartition("orders", 0)
let orders1 = TopicPartition("orders", 1)
let orders2 = TopicPartition("orders", 2)

extension ConsumerRecord {
    var text: String { String(decoding: value ?? [], as: UTF8.self) }
}

extension Consumer {
    /// Polls once, without waiting for records.
    func pollTexts() async throws -> [String] {
        try await poll(timeout: .zero).map(\.text)
    }
}

/// What happened, in order.
final class Journal: Sendable {
    private let lines = Mutex<[String]>([])

    var entries: [String] { lines.withLock { $0 } }

    func note(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    /// A rebalance callback that writes itself down.
    func callback(_ what: String) -> Consumer.RebalanceCallback {
        { [self] partitions in
            note("\(what) \(partitions.map(\.description).joined(separator: " "))")
        }
    }
}

extension Trait where Self == TimeLimitTrait {
    /// Nothing here waits for real time; this ends a test whose waiting would have no end. What counts
    /// is the time since its start, in most of which other tests have their turns.
    static var ends: Self { .timeLimit(.minutes(10)) }
}
