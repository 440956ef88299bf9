public import EventBroker
import EventLog
import Synchronization

/// What Kafka's producer is configured with; the defaults are Kafka's.
public struct ProducerOptions: Sendable {
    /// A batch is closed at this size.
    public var batchBytes = 16_384
    /// How long a record may take from sending to acknowledgement, retries included.
    public var deliveryTimeout = Duration.seconds(120)
    /// How long `send` may take to look a topic up (`max.block.ms`).
    public var maxBlock = Duration.seconds(60)

    public init() {}
}

/// Sends records. Thread-safe, as Kafka's producer is.
///
/// A send is acknowledged when the record is in the partition's log. A lost answer makes the
/// producer send the same batch again, so a record can be in the log twice: at least once.
public final class Producer: Sendable {
    private struct State {
        var accumulator: RecordAccumulator
        var partitionCounts: [String: Int] = [:]
        var sticky: [String: StickyPartitioner] = [:]
        /// Since the last flush, the first.
        var failure: ProducerError?
        var isClosed = false
    }

    private let connection: any BrokerConnection
    private let options: ProducerOptions
    /// Never held while anything waits.
    private let state: Mutex<State>

    package init(connection: any BrokerConnection, options: ProducerOptions = ProducerOptions()) {
        self.connection = connection
        self.options = options
        state = Mutex(State(accumulator: RecordAccumulator(batchBytes: options.batchBytes)))
    }

    /// Buffers a record and returns; it is sent without further ado. The acknowledgement comes with
    /// the result's `metadata`, or with `flush`.
    ///
    /// A record with a key goes to the partition that the Java client would choose (murmur2); one
    /// without sticks to a partition for a batch's worth of bytes (KIP-794).
    ///
    /// - Throws: `ProducerError.unknownTopic`, `.noSuchPartition`, `.closed`, and `.timedOut` where
    ///   the topic could not be looked up: then nothing was sent.
    public func send(_ record: ProducerRecord) async throws -> PendingRecord {
        await connection.sendBegins()
        try state.withLock { try checkOpen($0) }
        let count = try await partitionCount(of: record.topic)
        let pending = PendingRecord()
        let batch = try state.withLock { state in
            try checkOpen(state)
            let partition = try choosePartition(for: record, among: count, state)
            state.accumulator.append(entry(for: record, pending), to: partition)
            let batch = state.accumulator.takeBatch(for: partition)
            if record.partition == nil, record.key == nil {
                state.sticky[record.topic, default: newSticky].appended(
                    bytes: record.value?.count ?? 0, endingBatch: batch != nil)
            }
            return batch
        }
        if let batch { transmit(batch) }
        return pending
    }

    /// The partitions of a topic, as `partitionsFor` in Kafka: for who chooses among them.
    ///
    /// - Throws: `ProducerError.unknownTopic`, and `.timedOut` where it could not be looked up.
    public func partitions(for topic: String) async throws -> [TopicPartition] {
        try await (0..<partitionCount(of: topic)).map { TopicPartition(topic, $0) }
    }

    /// Waits until all that was sent before is acknowledged or has failed.
    ///
    /// - Throws: The first failure since the last flush; Kafka's leaves failures to the callbacks.
    public func flush() async throws {
        for pending in state.withLock({ $0.accumulator.unsettled }) {
            _ = try? await pending.metadata
        }
        let failure = state.withLock { state in
            defer { state.failure = nil }
            return state.failure
        }
        if let failure { throw failure }
    }

    /// Waits for what is on its way, as `flush`; sends after this throw.
    public func close() async throws {
        state.withLock { $0.isClosed = true }
        try await flush()
    }

    private func checkOpen(_ state: State) throws {
        if state.isClosed { throw ProducerError.closed }
    }

    private var newSticky: StickyPartitioner { StickyPartitioner(batchBytes: options.batchBytes) }

    private func entry(
        for record: ProducerRecord, _ pending: PendingRecord
    ) -> RecordAccumulator.Entry {
        let now = connection.now
        return RecordAccumulator.Entry(
            record: Record(
                timestamp: record.timestamp ?? now, key: record.key, value: record.value,
                headers: record.headers),
            pending: pending,
            deadline: now.advanced(byMilliseconds: options.deliveryTimeout.inMilliseconds))
    }

    private func partitionCount(of topic: String) async throws -> Int {
        if let known = state.withLock({ $0.partitionCounts[topic] }) { return known }
        let answer = try await lookUp(topic)
        guard let count = answer.topics.first?.partitions else {
            throw ProducerError.unknownTopic(topic)
        }
        state.withLock { $0.partitionCounts[topic] = count }
        return count
    }

    /// Asks again while nobody answers, until the caller has been kept waiting for too long.
    private func lookUp(_ topic: String) async throws -> FetchMetadata.Response {
        let end = connection.now.advanced(byMilliseconds: options.maxBlock.inMilliseconds)
        while true {
            do {
                return try await connection.metadata(FetchMetadata(topics: [topic]))
            } catch is ConnectionError {
                guard connection.now < end else { throw ProducerError.timedOut }
            }
        }
    }

    private func choosePartition(
        for record: ProducerRecord, among count: Int, _ state: State
    ) throws -> TopicPartition {
        if let partition = record.partition {
            let chosen = TopicPartition(record.topic, partition)
            guard (0..<count).contains(partition) else {
                throw ProducerError.noSuchPartition(chosen)
            }
            return chosen
        }
        if let key = record.key {
            return TopicPartition(
                record.topic, Partitioner.partition(forKey: key, partitions: count))
        }
        let sticky = state.sticky[record.topic] ?? newSticky
        return TopicPartition(record.topic, sticky.partition(partitions: count))
    }

    private func transmit(_ batch: RecordAccumulator.Batch) {
        connection.send(
            .produce(Produce(partition: batch.partition, batch: batch.encoded))
        ) { [self] outcome in
            switch outcome {
            case .success(.produce(let answer)): settle(batch, answer.outcome)
            case .success: settle(batch, .failure(.refused("the answer was to another request")))
            case .failure where connection.now < batch.deadline: transmit(batch)
            case .failure: settle(batch, .failure(.timedOut))
            }
        }
    }

    /// `outcome` is the offset of the batch's first record, or why there is none.
    private func settle(
        _ batch: RecordAccumulator.Batch, _ outcome: Result<Int64, ProducerError>
    ) {
        let (expired, next) = state.withLock { state in
            if case .failure(let error) = outcome { state.failure = state.failure ?? error }
            state.accumulator.batchIsSettled(in: batch.partition)
            let expired = state.accumulator.takeExpired(in: batch.partition, now: connection.now)
            if !expired.isEmpty { state.failure = state.failure ?? .timedOut }
            return (expired, state.accumulator.takeBatch(for: batch.partition))
        }
        for (index, entry) in batch.entries.enumerated() {
            entry.pending.settle(
                outcome.map { base in
                    RecordMetadata(
                        topicPartition: batch.partition, offset: base + Int64(index),
                        timestamp: entry.record.timestamp)
                })
        }
        for entry in expired { entry.pending.settle(.failure(.timedOut)) }
        if let next { transmit(next) }
    }
}

extension Produce.Response {
    fileprivate var outcome: Result<Int64, ProducerError> {
        error.map { .failure(.refused($0.advice)) } ?? .success(baseOffset)
    }
}
