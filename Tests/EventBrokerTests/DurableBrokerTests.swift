import EventLog
import Foundation
import Testing

@testable import EventBroker

@Suite("A broker on a disk outlasts its process")
struct DurableBrokerTests {
    private let folder: BrokerFolder

    init() throws {
        folder = try BrokerFolder()
    }

    private func start() throws -> Scenario {
        Scenario(broker: try Broker(on: DiskStorage(folder: folder.path)))
    }

    @Test("Topics, their configurations and their records are there again, in their order")
    func topics() throws {
        var configuration = TopicConfiguration()
        configuration.retention = .seconds(60)
        configuration.timestampType = .appendTime
        do {
            var before = try start()
            before.createOrders(partitions: 1)
            _ = before.send(
                .createTopic(
                    CreateTopic(name: "audit", partitions: 2, configuration: configuration)))
            _ = before.send(.createPartitions(CreatePartitions(name: "orders", partitions: 3)))
            #expect(before.produce("a", to: 2)?.baseOffset == 0)
            #expect(before.produce("b", to: 2)?.baseOffset == 1)
        }
        var after = try start()
        let topics = after.broker.topics.topics.filter { !$0.isInternal }
        #expect(topics.map(\.name) == ["orders", "audit"])
        #expect(topics.map(\.partitions.count) == [3, 2])
        #expect(topics.last?.configuration == configuration)
        #expect(try after.values(of: 2) == ["a", "b"])
        #expect(after.produce("c", to: 2)?.baseOffset == 2)
    }

    @Test("A deleted topic is gone for good, and a new one of its name is empty")
    func deletion() throws {
        do {
            var before = try start()
            before.createOrders()
            _ = before.produce("a")
            #expect(before.ask(.deleteTopic(DeleteTopic(name: "orders")))?.error == nil)
        }
        do {
            var after = try start()
            #expect(after.broker.topics.topics.filter { !$0.isInternal }.isEmpty)
            after.createOrders(partitions: 1)
            #expect(after.produce("b")?.baseOffset == 0)
        }
        var last = try start()
        #expect(try last.values(of: 0) == ["b"])
    }

    @Test("A batch that its producer sends again after the restart is known")
    func duplicates() throws {
        let again: RecordBatch
        do {
            var before = try start()
            before.createOrders()
            let producer = before.makeProducer()
            again = producer.batch(3, from: 0)
            #expect(before.produce(again)?.baseOffset == 0)
        }
        var after = try start()
        #expect(after.produce(again)?.baseOffset == 0)
        #expect(after.produce("next")?.baseOffset == 3)
    }

    @Test("An open transaction is open, hidden from read-committed readers, and times out")
    func transactions() throws {
        do {
            var before = try start()
            before.createOrders()
            var producer = before.makeProducer("one")
            before.add([0], to: producer)
            before.produce(1, by: &producer)
        }
        var after = try start()
        #expect(after.read(0, from: 0, .readCommitted) == nil)
        after.pass(60_000)
        #expect(after.read()?.batches.last?.marker == .abort)
    }

    @Test("The clock can go on where the last record was written")
    func time() throws {
        #expect(try start().broker.latestTimestamp == nil)
        do {
            var before = try start()
            before.createOrders()
            _ = before.produce("a", at: Timestamp(milliseconds: 5_000))
            _ = before.produce("b", at: Timestamp(milliseconds: 4_000), to: 1)
        }
        #expect(try start().broker.latestTimestamp == Timestamp(milliseconds: 5_000))
    }

    @Test("What was acknowledged has been flushed; what was not may wait for others")
    func groupCommit() throws {
        let storage = try DiskStorage(folder: folder.path)
        var broker = try Broker(on: storage)
        let now = Timestamp(milliseconds: 0)
        broker.handle(
            .createTopic(CreateTopic(name: "orders", partitions: 1)),
            id: RequestID(rawValue: 0), now: now)
        _ = broker.takeReplies()
        for number in 1...5 {
            broker.handle(.produce(Scenario.record("a")), id: RequestID(rawValue: number), now: now)
        }
        #expect(broker.owesFlush)
        let log = try storage.log(of: TopicPartition("orders", 0), options: LogOptions()).log
        #expect(log.flushedOffset == 0)
        #expect(broker.takeReplies().count == 5)
        #expect(log.flushedOffset == 5)
        #expect(!broker.owesFlush)
    }

    @Test("With a flush every so often, answers don't wait, and the disk is written to in time")
    func flushInTime() throws {
        let storage = try DiskStorage(folder: folder.path, flush: .every(milliseconds: 200))
        var scenario = Scenario(broker: try Broker(on: storage))
        scenario.createOrders()
        #expect(scenario.produce("a")?.baseOffset == 0)
        let log = try storage.log(of: TopicPartition("orders", 0), options: LogOptions()).log
        #expect(log.flushedOffset == 0)
        scenario.pass(1_000)
        #expect(log.flushedOffset == 1)
    }

    @Test("Where nothing asks for a flush, a clean end is one")
    func cleanEnd() throws {
        let storage = try DiskStorage(folder: folder.path, flush: .never)
        var scenario = Scenario(broker: try Broker(on: storage))
        scenario.createOrders()
        #expect(scenario.produce("a")?.baseOffset == 0)
        let log = try storage.log(of: TopicPartition("orders", 0), options: LogOptions()).log
        #expect(log.flushedOffset == 0)
        try scenario.broker.close()
        #expect(log.flushedOffset == 1)
    }

    @Test("Records go when their time is over, on a disk and in memory", arguments: [true, false])
    func retention(isDurable: Bool) throws {
        var options = Broker.Options()
        options.cleaningIntervalMilliseconds = 300_000
        let broker =
            try isDurable
            ? Broker(options: options, on: DiskStorage(folder: folder.path))
            : Broker(options: options)
        var scenario = Scenario(broker: broker)
        var configuration = TopicConfiguration()
        configuration.retention = .seconds(3_600)
        _ = scenario.send(
            .createTopic(
                CreateTopic(name: "orders", partitions: 1, configuration: configuration)))
        _ = scenario.produce("a", at: scenario.now)
        scenario.pass(3_600_000)
        #expect(scenario.read()?.logStartOffset == 0)
        scenario.pass(600_000)
        #expect(scenario.broker.read(.orders(from: 1)).partitions.isEmpty)
        #expect(scenario.produce("b", at: scenario.now)?.baseOffset == 1)
        #expect(scenario.broker.read(.orders(from: 0)).partitions.first?.error == .offsetOutOfRange)
    }

    @Test(
        "Of each key the last record stays, but for young ones, on a disk and in memory",
        arguments: [true, false], [Duration.zero, .seconds(30 * 86_400)])
    func compaction(isDurable: Bool, lag: Duration) throws {
        var options = Broker.Options()
        options.cleaningIntervalMilliseconds = 300_000
        let broker =
            try isDurable
            ? Broker(options: options, on: DiskStorage(folder: folder.path))
            : Broker(options: options)
        var scenario = Scenario(broker: broker)
        var configuration = TopicConfiguration()
        configuration.cleanupPolicy = .compact
        configuration.minCompactionLag = lag
        _ = scenario.send(
            .createTopic(
                CreateTopic(name: "orders", partitions: 1, configuration: configuration)))
        for value in ["a", "b", "c"] { scenario.produce(value, key: "order-1") }
        scenario.pass(8 * 86_400_000)
        // It begins a new segment, and the old one may be compacted.
        scenario.produce("d", key: "order-2")
        scenario.pass(600_000)
        #expect(try scenario.values(of: 0) == (lag == .zero ? ["c", "d"] : ["a", "b", "c", "d"]))
    }

    @Test("A folder has one broker at a time")
    func oneOwner() throws {
        let first = try start()
        #expect(throws: DataFolderError.self) { try start() }
        withExtendedLifetime(first) {}
    }
}

extension Scenario {
    static func record(
        _ value: String, at time: Timestamp = Timestamp(milliseconds: 0), to partition: Int = 0
    ) -> Produce {
        Produce(
            partition: TopicPartition("orders", partition),
            batch: RecordBatch([Record(timestamp: time, key: nil, value: Array(value.utf8))]))
    }

    fileprivate mutating func produce(
        _ value: String, at time: Timestamp = Timestamp(milliseconds: 0), to partition: Int = 0
    ) -> Produce.Response? {
        let request = Self.record(value, at: time, to: partition)
        guard case .produce(let response) = ask(.produce(request)) else { return nil }
        return response
    }

    fileprivate mutating func produce(_ value: String, key: String) {
        let record = Record(timestamp: now, key: Array(key.utf8), value: Array(value.utf8))
        let batch = RecordBatch([record])
        _ = send(.produce(Produce(partition: TopicPartition("orders", 0), batch: batch)))
    }

    fileprivate mutating func values(of partition: Int) throws -> [String] {
        try (read(partition)?.batches ?? []).flatMap { try $0.records() }
            .map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }
}

extension Fetch {
    fileprivate static func orders(from offset: Int64) -> Fetch {
        Fetch(
            positions: [PartitionOffset(TopicPartition("orders", 0), offset)],
            maxWaitMilliseconds: 0)
    }
}

/// A folder of its own, removed at the end.
private final class BrokerFolder: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "broker-tests-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
