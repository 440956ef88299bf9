import EventBroker
import EventClient
import EventLog
import Foundation

/// How fast an application's own clients write and read records of 100 bytes on the live broker, in
/// memory and on a disk.
struct ClientBenchmarks {
    private let runs = 5
    private let recordCount = 300_000
    private let value = [UInt8](repeating: UInt8(ascii: "v"), count: 100)
    private let partition = TopicPartition("orders", 0)

    func figures() async throws -> [Figure] {
        let scratch = try ScratchFolder()
        let folder = scratch.url
        let peer = try redis(in: folder, isDurable: false)
        let durablePeer = try redis(in: folder, isDurable: true)
        var figures = [peer, durablePeer].compactMap { $0 }
        figures.append(try await appendInMemory(besides: peer))
        figures.append(try await appendDurably(in: folder, besides: durablePeer))
        figures.append(try await fetch())
        return try await figures + endToEnd()
    }

    // MARK: Many records

    /// From `send` to the last acknowledgement.
    private func appendInMemory(besides peer: Figure?) async throws -> Figure {
        var samples: [Double] = []
        for _ in 0..<runs {
            let cluster = try await cluster(on: LiveBroker(clock: SystemClock()))
            samples.append(try await rate { try await send(recordCount, to: cluster) })
        }
        return Figure(
            "append-memory", unit: "1/s", samples: samples, floor: peer?.name,
            floorValue: peer?.value)
    }

    /// Four producers side by side, each record on the disk before it is acknowledged.
    private func appendDurably(in folder: URL, besides peer: Figure?) async throws -> Figure {
        var samples: [Double] = []
        for run in 0..<runs {
            let storage = try DiskStorage(folder: folder.appending(path: "client-\(run)").path)
            let broker = try LiveBroker(on: storage, clock: SystemClock())
            let cluster = try await cluster(on: broker)
            let share = recordCount / 4
            samples.append(
                try await rate {
                    try await withThrowingTaskGroup { group in
                        for _ in 0..<4 {
                            group.addTask { try await send(share, to: cluster) }
                        }
                        try await group.waitForAll()
                    }
                })
        }
        return Figure(
            "append-durable", unit: "1/s", samples: samples, floor: peer?.name,
            floorValue: peer?.value)
    }

    private func fetch() async throws -> Figure {
        let cluster = try await cluster(on: LiveBroker(clock: SystemClock()))
        try await send(recordCount, to: cluster)
        var options = ConsumerOptions()
        options.maxPollRecords = 10_000
        var samples: [Double] = []
        for _ in 0..<runs {
            let consumer = cluster.makeConsumer(options)
            try await consumer.assign([partition])
            samples.append(
                try await rate {
                    var seen = 0
                    while seen < recordCount { seen += try await consumer.poll().count }
                })
        }
        return Figure("fetch", unit: "1/s", samples: samples)
    }

    /// Records linger as long as they do by default since Kafka 4.0: a producer that sends many needs
    /// full batches, as the peer needs its pipeline of 64.
    private func send(_ count: Int, to cluster: Cluster) async throws {
        var options = ProducerOptions()
        options.batchBytes = 1 << 16
        options.linger = .milliseconds(5)
        let producer = cluster.makeProducer(options)
        let record = ProducerRecord(topic: partition.topic, partition: 0, value: value)
        for _ in 0..<count { _ = try await producer.send(record) }
        try await producer.flush()
    }

    private func cluster(on broker: LiveBroker) async throws -> Cluster {
        let cluster = Cluster.live(broker: broker)
        try await cluster.makeAdmin().createTopic(partition.topic, partitions: 1)
        return cluster
    }

    private func rate(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let begin = clock.now
        try await body()
        return Double(recordCount) / (begin.duration(to: clock.now) / .seconds(1))
    }

    // MARK: One record

    /// The slowest but one in a hundred, of records each sent when the one before has been read, and
    /// what two actors need to throw a ball to and fro.
    private func endToEnd() async throws -> [Figure] {
        let cluster = try await cluster(on: LiveBroker(clock: SystemClock()))
        let arrivals = Self.arrivals(in: partition, of: cluster)
        let producer = cluster.makeProducer()
        let record = ProducerRecord(topic: partition.topic, partition: 0, value: value)
        var next = arrivals.makeAsyncIterator()
        var floors: [Double] = []
        var samples: [Double] = []
        for _ in 0..<runs {
            let (one, other) = (Player(), Player())
            var (plays, deliveries): ([Duration], [Duration]) = ([], [])
            for _ in 0..<1_000 {
                let begin = ContinuousClock.now
                for _ in 0..<2 { await one.play(with: other) }
                plays.append(begin.duration(to: .now))
            }
            for _ in 0..<1_000 {
                let begin = ContinuousClock.now
                _ = try await producer.send(record)
                deliveries.append(begin.duration(to: await next.next() ?? .now))
            }
            floors.append(slowestButOne(plays))
            samples.append(slowestButOne(deliveries))
        }
        let floor = Figure("actor-ping-pong-p99", unit: "ms", samples: floors)
        return [
            floor,
            Figure(
                "end-to-end-p99", unit: "ms", samples: samples, floor: floor.name,
                floorValue: floor.value),
        ]
    }

    /// When each record was in a consumer's hands.
    private static func arrivals(
        in partition: TopicPartition, of cluster: Cluster
    ) -> AsyncStream<ContinuousClock.Instant> {
        AsyncStream { continuation in
            let reader = Task {
                let consumer = cluster.makeConsumer(ConsumerOptions())
                try await consumer.assign([partition])
                while true {
                    for _ in try await consumer.poll() { continuation.yield(.now) }
                }
            }
            continuation.onTermination = { _ in reader.cancel() }
        }
    }

    /// The 99th percentile, in milliseconds.
    private func slowestButOne(_ times: [Duration]) -> Double {
        times.sorted()[times.count * 99 / 100] / .milliseconds(1)
    }

    // MARK: The peer

    /// Nil where Redis is not installed.
    private func redis(in folder: URL, isDurable: Bool) throws -> Figure? {
        guard RedisServer.isInstalled else { return nil }
        let name = isDurable ? "redis-xadd-fsync" : "redis-xadd"
        let server = try RedisServer(in: folder.appending(path: name), isDurable: isDurable)
        let samples = try (0..<runs).map { _ in
            try server.recordsAddedPerSecond(records: recordCount, valueBytes: value.count)
        }
        return Figure(name, unit: "1/s", samples: samples)
    }
}

private actor Player {
    private var balls = 0

    func play(with other: Player) async {
        balls += 1
        await other.catchBall()
    }

    private func catchBall() { balls += 1 }
}
