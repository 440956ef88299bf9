import EventBroker
import EventClient
import EventLog
import Eventlings
import Glibc
import Simulation
import Synchronization

/// `requests live|simulated`: runs one and the same handler in that world until it has nothing to
/// do, and prints the requests that its clients made, one a line, in their order.
enum RequestTrace {
    static func run(_ arguments: [String]) throws {
        switch arguments {
        case ["live"]: runLive()
        case ["simulated"]: runSimulated()
        default: throw UnknownWorld()
        }
    }

    private struct UnknownWorld: Error, CustomStringConvertible {
        let description = "Say which requests to print: requests live, or requests simulated."
    }

    private static let topic = "orders"
    private static let output = "invoices"
    private static let clientID = "billing-1"
    private static let records = [(partition: 0, "order-1"), (1, "order-2"), (0, "order-3")]

    /// What a learner would write, but for its end: at the first poll without records it is done.
    private static func handle(_ cluster: Cluster) async throws {
        let consumer = cluster.makeConsumer(groupID: "billing")
        try await consumer.subscribe(to: [topic])
        var processed: [String?] = []
        while true {
            let records = try await consumer.poll(timeout: .zero)
            if records.isEmpty { return }
            for record in records {
                processed.append(record.key)
                try await consumer.commit(record)
            }
            try await writeInvoice(cluster, for: records, of: consumer)
        }
    }

    /// In a transaction, with the offsets. The time is given: the two worlds' clocks differ.
    private static func writeInvoice(
        _ cluster: Cluster, for records: [ConsumerRecord], of consumer: Consumer
    ) async throws {
        var options = ProducerOptions()
        options.transactionalID = clientID
        let producer = cluster.makeProducer(options)
        try await producer.initTransactions()
        try producer.beginTransaction()
        let invoice = ProducerRecord(
            topic: output, key: "invoice", value: [1], timestamp: Timestamp(milliseconds: 0))
        _ = try await producer.send(invoice)
        let offsets = records.map { ($0.topicPartition, $0.offset + 1) }
        try await producer.sendOffsets(
            Dictionary(offsets, uniquingKeysWith: max), groupMetadata: consumer.groupMetadata())
        try await producer.commitTransaction()
    }

    private static func print(_ requests: [BrokerRequest]) {
        for request in requests { Swift.print(request) }
    }

    // MARK: - Live

    private static func runLive() -> Never {
        Task {
            do {
                print(try await liveRequests())
                exit(0)
            } catch {
                Swift.print(error)
                exit(1)
            }
        }
        while true { pause() }
    }

    private static func liveRequests() async throws -> [BrokerRequest] {
        let broker = LiveBroker(clock: StoppedClock())
        let cluster = Cluster.live(broker: broker)
        try await cluster.makeAdmin().createTopic(topic, partitions: 2)
        try await cluster.makeAdmin().createTopic(output, partitions: 1)
        // One without a producer id: who fills the simulated broker has none either.
        var options = ProducerOptions()
        options.enableIdempotence = false
        let producer = cluster.makeProducer(options)
        for (partition, key) in records {
            let record = ProducerRecord(
                topic: topic, partition: partition, key: key, value: Array(key.utf8))
            _ = try await producer.send(record).metadata
        }
        let connection = RecordingConnection(LiveConnection(broker: broker, clientID: clientID))
        try await handle(Cluster { connection })
        return connection.requests
    }

    /// Nothing in a run takes time.
    private struct StoppedClock: BrokerClock {
        let now = Timestamp(milliseconds: 0)

        func sleep(until moment: Timestamp) async throws {
            let (silence, alarm) = AsyncStream<Never>.makeStream()
            for await _ in silence {}
            alarm.finish()
            try Task.checkCancellation()
        }
    }

    private final class RecordingConnection: BrokerConnection {
        private let live: LiveConnection
        private let sent = Mutex<[BrokerRequest]>([])

        init(_ live: LiveConnection) {
            self.live = live
        }

        var requests: [BrokerRequest] { sent.withLock { $0 } }
        var clientID: String { live.clientID }
        var now: Timestamp { live.now }

        func send(
            _ request: BrokerRequest,
            then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
        ) {
            sent.withLock { $0.append(request) }
            live.send(request, then: complete)
        }

        func pollBegins() async { await live.pollBegins() }
        func sendBegins() async { await live.sendBegins() }

        func keepAlive(memberID: String, until deadline: Timestamp) {
            live.keepAlive(memberID: memberID, until: deadline)
        }

        func interrupt() { live.interrupt() }
    }

    // MARK: - Simulated

    private static func runSimulated() {
        installSimulationExecutor()
        let input = records.map { partition, key in
            InputRecord(
                partition: TopicPartition(topic, partition), key: key, value: Array(key.utf8),
                name: key, eventID: key)
        }
        let setup = WorldSetup(
            id: "one", topics: [(topic, 2), (output, 1)], input: input, instances: [clientID],
            faults: [])
        let suite = Suite(
            exercise: "requests", worlds: [setup], invariants: [], diagnoses: []
        ) { _, process in
            try await handle(process.cluster)
        }
        let world = World(suite: suite, setup: setup, machine: PlainMachine()) { NoSolution() }
        let run = world.play(Tape(world: setup.id), narrating: true)
        print(
            run.history?.entries.compactMap { entry in
                if case .sent(.broker(let request)) = entry.moment { request } else { nil }
            } ?? [])
    }

    /// The handler reads no clock, draws nothing, prints nothing and has no globals, so nothing need
    /// be put in libc's place.
    private final class PlainMachine: Machine {
        let hasToldWallTime = false
        func forgetReadings() {}

        var now: Int64 = 0
        var wallClockOffset: Int64 = 0
        var randomState: UInt64 = 0
        var processID: Int32 = 0
        let pristineGlobals = GlobalsImage(bytes: [])

        func beginStep() {}
        func takeOutput() -> String? { nil }
        func saveGlobals() -> GlobalsImage { pristineGlobals }
        func restoreGlobals(_ image: GlobalsImage) {}
    }

    private struct NoSolution: ExerciseSolution {}
}
