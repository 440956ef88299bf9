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
        var topics = KnownTopics()
        var waitingForRoom: [RoomWaiter] = []
        var waitersSeen = 0
        /// Since the last flush, the first.
        var failure: ProducerError?
        var isClosed = false
    }

    let connection: any BrokerConnection
    let options: ProducerOptions
    // What each record asks for is stored: to divide a `Duration` takes its time.
    private let sendsTakeTime: Bool
    private let isIdempotent: Bool
    private let isTransactional: Bool
    /// In milliseconds.
    private let deliveryTimeout: Int64
    /// Never held while anything waits.
    let state: Mutex<State>

    package init(connection: any BrokerConnection, options: ProducerOptions = ProducerOptions()) {
        self.connection = connection
        self.options = options
        sendsTakeTime = connection.sendsTakeTime
        isIdempotent = options.isIdempotent
        isTransactional = options.transactionalID != nil
        deliveryTimeout = options.deliveryTimeout.inMilliseconds
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
        if sendsTakeTime { await connection.sendBegins() }
        if let pending = sendAtOnce(record) { return pending }
        return try await sendInTime(record)
    }

    /// Asks and waits for what has to be asked and waited for first.
    private func sendInTime(_ record: ProducerRecord) async throws -> PendingRecord {
        try state.withLock { try checkOpen($0) }
        let topic = try await index(of: record.topic)
        if isIdempotent { try await prepareIdentity() }
        let chosen = state.withLock { $0.topics.partition(for: record, in: topic) }
        guard let partition = chosen else {
            throw ProducerError.noSuchPartition(
                TopicPartition(record.topic, record.partition ?? 0))
        }
        if isTransactional {
            try await addToTransaction(TopicPartition(record.topic, partition))
        }
        let moment = sendingMoment
        try await waitForRoom(for: record.payloadSize)
        let (pending, batches) = try state.withLock { state in
            try checkOpen(state)
            if isTransactional { try state.transaction.checkOpen() }
            return buffer(record, topic, partition, moment, now: connection.now, &state)
        }
        for batch in batches { transmit(batch) }
        return pending
    }

    /// Nil if something has to be asked or waited for first, or stands against it.
    private func sendAtOnce(_ record: ProducerRecord) -> PendingRecord? {
        let moment = sendingMoment
        let version = connection.topicsVersion
        let sent = state.withLock { state -> (PendingRecord, [RecordAccumulator.Batch])? in
            guard !state.isClosed, !isIdempotent || state.accumulator.producer != nil,
                let topic = state.topics.index(of: record.topic, version),
                let partition = state.topics.partition(for: record, in: topic),
                !isTransactional
                    || state.transaction.isOpen(for: TopicPartition(record.topic, partition)),
                hasRoomAtOnce(for: record.payloadSize, state)
            else { return nil }
            return buffer(record, topic, partition, moment, now: moment.now, &state)
        }
        guard let (pending, batches) = sent else { return nil }
        for batch in batches { transmit(batch) }
        return pending
    }

    private var sendingMoment: SendingMoment {
        let now = connection.now
        return SendingMoment(now: now, deadline: now.advanced(byMilliseconds: deliveryTimeout))
    }

    /// Returns what is to be sent now as well.
    private func buffer(
        _ record: ProducerRecord, _ topic: Int, _ partition: Int, _ moment: SendingMoment,
        now: Timestamp, _ state: inout State
    ) -> (PendingRecord, [RecordAccumulator.Batch]) {
        let place = state.topics.queue(of: partition, in: topic) {
            state.accumulator.makeQueue(for: $0)
        }
        let pending = state.accumulator.append(record, at: place, moment)
        let batches = takeBatches(at: place, now: now, &state)
        state.topics.appended(record, to: topic, endingBatch: !batches.isEmpty)
        return (pending, batches)
    }

    /// The partitions of a topic, as `partitionsFor` in Kafka: for who chooses among them.
    ///
    /// - Throws: `ProducerError.unknownTopic`, and `.timedOut` where it could not be looked up.
    public func partitions(for topic: String) async throws -> [TopicPartition] {
        let index = try await index(of: topic)
        let count = state.withLock { $0.topics.partitionCount(of: index) }
        return (0..<count).map { TopicPartition(topic, $0) }
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

    /// Whether a record still waits for its turn, behind what was sent to its partition before.
    package func holds(_ record: PendingRecord) -> Bool {
        state.withLock { $0.accumulator.holds(record) }
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
        for records in state.withLock({ $0.accumulator.unsettled }) {
            await records.allSettled()
        }
    }

    /// Looks the topic up if it isn't known yet.
    private func index(of topic: String) async throws -> Int {
        let version = connection.topicsVersion
        if let known = state.withLock({ $0.topics.index(of: topic, version) }) { return known }
        let answer = try await untilAnswered {
            try await connection.metadata(FetchMetadata(topics: [topic]))
        }
        guard let count = answer.topics.first?.partitions else {
            throw ProducerError.unknownTopic(topic)
        }
        return state.withLock {
            $0.topics.add(
                topic, partitions: count, version, batchBytes: options.batchBytes)
        }
    }
}
