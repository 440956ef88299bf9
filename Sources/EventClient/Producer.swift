import EventBroker
import EventLog
import Synchronization

/// What Kafka's producer is configured with; the defaults are Kafka's.
public struct ProducerOptions: Sendable {
    /// A batch is closed at this size.
    public var batchBytes = 16_384
    /// How long a record may take from sending to acknowledgement, retries included.
    public var deliveryTimeout = Duration.seconds(120)

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
        var unsettled: [PendingRecord] = []
        var isClosed = false
    }

    private let connection: any BrokerConnection
    private let options: ProducerOptions
    /// Never held while anything waits.
    private let state: Mutex<State>

    package init(connection: any BrokerConnection, options: ProducerOptions = ProducerOptions()) {
        self.connection = connection
        self.options = options
        state = Mutex(
            State(
                accumulator: RecordAccumulator(
                    batchBytes: options.batchBytes,
                    deliveryTimeout: options.deliveryTimeout.inMilliseconds)))
    }

    /// Buffers a record and returns; it is sent without further ado. The acknowledgement comes with
    /// the result's `metadata`, or with `flush`.
    ///
    /// A record with a key goes to the partition that the Java client would choose (murmur2); one
    /// without sticks to a partition for a batch's worth of bytes (KIP-794).
    ///
    /// - Throws: `ProducerError.unknownTopic`, `.noSuchPartition`, `.closed`.
    public func send(_ record: ProducerRecord) async throws -> PendingRecord {
        let count = try await partitionCount(of: record.topic)
        let pending = PendingRecord()
        let batch = try state.withLock { state in
            if state.isClosed { throw ProducerError.closed }
            let partition = try choosePartition(for: record, among: count, &state)
            let entry = RecordAccumulator.Entry(
                record: Record(
                    timestamp: record.timestamp ?? connection.now, key: record.key,
                    value: record.value, headers: record.headers),
                pending: pending)
            state.accumulator.append(entry, to: partition)
            state.unsettled.append(pending)
            let batch = state.accumulator.takeBatch(for: partition, now: connection.now)
            if record.partition == nil, record.key == nil {
                state.sticky[
                    record.topic, default: StickyPartitioner(batchBytes: options.batchBytes)
                ].appended(bytes: record.value?.count ?? 0, endingBatch: batch != nil)
            }
            return batch
        }
        if let batch { transmit(batch) }
        return pending
    }

    /// Waits until all that was sent before is acknowledged or has failed.
    ///
    /// - Throws: The first failure among them; Kafka's `flush` leaves failures to the callbacks.
    public func flush() async throws {
        let unsettled = state.withLock { state in
            defer { state.unsettled = [] }
            return state.unsettled
        }
        var failure: (any Error)?
        for pending in unsettled {
            do {
                _ = try await pending.metadata
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// Waits for what is on its way; sends after this throw.
    public func close() async throws {
        state.withLock { $0.isClosed = true }
        try await flush()
    }

    private func partitionCount(of topic: String) async throws -> Int {
        if let known = state.withLock({ $0.partitionCounts[topic] }) { return known }
        let answer = try await connection.metadata(FetchMetadata(topics: [topic]))
        guard let count = answer.topics.first?.partitions else {
            throw ProducerError.unknownTopic(topic)
        }
        state.withLock { $0.partitionCounts[topic] = count }
        return count
    }

    private func choosePartition(
        for record: ProducerRecord, among count: Int, _ state: inout State
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
        let sticky = state.sticky[record.topic] ?? StickyPartitioner(batchBytes: options.batchBytes)
        return TopicPartition(record.topic, sticky.partition(partitions: count))
    }

    private func transmit(_ batch: RecordAccumulator.Batch) {
        connection.send(
            .produce(Produce(partition: batch.partition, batch: batch.encoded))
        ) { [self] outcome in
            switch outcome {
            case .success(.produce(let answer)): settle(batch, answer)
            case .success: settle(batch, .failure(.refused("an answer to another request")))
            case .failure where connection.now < batch.deadline: transmit(batch)
            case .failure: settle(batch, .failure(.timedOut))
            }
        }
    }

    private func settle(_ batch: RecordAccumulator.Batch, _ answer: Produce.Response) {
        if let error = answer.error {
            return settle(batch, .failure(.refused("\(error)")))
        }
        settle(batch, .success(answer.baseOffset))
    }

    private func settle(
        _ batch: RecordAccumulator.Batch, _ outcome: Result<Int64, ProducerError>
    ) {
        for (index, entry) in batch.entries.enumerated() {
            entry.pending.settle(
                outcome.map { base in
                    RecordMetadata(
                        topicPartition: batch.partition, offset: base + Int64(index),
                        timestamp: entry.record.timestamp)
                })
        }
        let next = state.withLock { state in
            state.accumulator.batchIsSettled(in: batch.partition)
            return state.accumulator.takeBatch(for: batch.partition, now: connection.now)
        }
        if let next { transmit(next) }
    }
}
