public import EventBroker
import EventLog
import Synchronization

/// Sends records. Thread-safe, as Kafka's producer is.
///
/// A send is acknowledged when the record is in the partition's log. When an answer gets lost, the
/// producer sends the same batch again. With idempotence, Kafka's default, the broker knows the
/// batch by its number and appends it once; without, the record is in the log twice. Either way a
/// record that the *application* sends again is another record.
public final class Producer: Sendable {
    struct State {
        var accumulator: RecordAccumulator
        var transaction = ProducerTransaction()
        var partitionCounts: [String: Int] = [:]
        /// Of the topics that were counted.
        var topicsVersion = 0
        var sticky: [String: StickyPartitioner] = [:]
        var waitingForRoom: [RoomWaiter] = []
        var waitersSeen = 0
        /// Since the last flush, the first.
        var failure: ProducerError?
        var isClosed = false
    }

    let connection: any BrokerConnection
    let options: ProducerOptions
    /// Never held while anything waits.
    let state: Mutex<State>

    package init(connection: any BrokerConnection, options: ProducerOptions = ProducerOptions()) {
        self.connection = connection
        self.options = options
        state = Mutex(State(accumulator: RecordAccumulator(options: options)))
    }

    /// Buffers a record and returns; unless it may linger it is sent without further ado. The
    /// acknowledgement comes with the result's `metadata`, or with `flush`. While the buffer is
    /// full, this waits.
    ///
    /// A record with a key goes to the partition that the Java client would choose (murmur2); one
    /// without sticks to a partition for a batch's worth of bytes (KIP-794).
    ///
    /// - Throws: `ProducerError.unknownTopic`, `.noSuchPartition`, `.closed`, `.bufferFull`, what a
    ///   transaction's state forbids, and `.timedOut` where the broker could not be asked: then
    ///   nothing was sent.
    public func send(_ record: ProducerRecord) async throws -> PendingRecord {
        await connection.sendBegins()
        try state.withLock { try checkOpen($0) }
        let count = try await partitionCount(of: record.topic)
        if options.isIdempotent { try await prepareIdentity() }
        let partition = try state.withLock { state in
            try choosePartition(for: record, among: count, state)
        }
        if options.transactionalID != nil { try await addToTransaction(partition) }
        let pending = PendingRecord()
        let entry = entry(for: record, pending)
        try await waitForRoom(for: entry.bytes)
        let batches = try state.withLock { state in
            try checkOpen(state)
            if options.transactionalID != nil { try state.transaction.checkOpen() }
            state.accumulator.append(entry, to: partition)
            let batches = takeBatches(for: partition, now: connection.now, &state)
            if record.partition == nil, record.key == nil {
                state.sticky[record.topic, default: newSticky].appended(
                    bytes: record.value?.count ?? 0, endingBatch: !batches.isEmpty)
            }
            return batches
        }
        for batch in batches { transmit(batch) }
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
        await settleAll()
        let failure = state.withLock { state in
            defer { state.failure = nil }
            return state.failure
        }
        if let failure { throw failure }
    }

    /// Waits for what is on its way, as `flush`; sends after this throw. An open transaction is
    /// left to its timeout, as in Kafka.
    public func close() async throws {
        state.withLock { $0.isClosed = true }
        try await flush()
    }

    func checkOpen(_ state: borrowing State) throws(ProducerError) {
        if state.isClosed { throw .closed }
    }

    /// Sends what lingers, and waits for all.
    func settleAll() async {
        if state.withLock({ $0.accumulator.unsettled.isEmpty }) { return }
        if options.isIdempotent { try? await prepareIdentity() }
        state.withLock { $0.accumulator.flushes += 1 }
        defer { state.withLock { $0.accumulator.flushes -= 1 } }
        sendWaiting()
        for pending in state.withLock({ $0.accumulator.unsettled }) {
            _ = try? await pending.metadata
        }
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
        let version = connection.topicsVersion
        let known = state.withLock { state in
            if state.topicsVersion != version {
                (state.partitionCounts, state.topicsVersion) = ([:], version)
            }
            return state.partitionCounts[topic]
        }
        if let known { return known }
        let answer = try await untilAnswered {
            try await connection.metadata(FetchMetadata(topics: [topic]))
        }
        guard let count = answer.topics.first?.partitions else {
            throw ProducerError.unknownTopic(topic)
        }
        state.withLock { $0.partitionCounts[topic] = count }
        return count
    }

    private func choosePartition(
        for record: ProducerRecord, among count: Int, _ state: borrowing State
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
}
