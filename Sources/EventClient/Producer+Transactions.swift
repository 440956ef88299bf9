public import EventBroker
import EventLog
import Synchronization

/// Transactions: what is sent between `beginTransaction` and `commitTransaction` is seen by
/// read-committed consumers as a whole, or not at all, in all partitions.
///
/// They cover records and a group's offsets in this cluster, and nothing outside of it.
extension Producer {
    /// Fences earlier producers with the same transactional id, and aborts what they have left
    /// open. To be called once, before all else.
    ///
    /// - Throws: `ProducerError.timedOut`, after which it may be called again.
    public func initTransactions() async throws {
        try await initialise(current: nil)
    }

    /// From here on all that is sent belongs to a transaction.
    ///
    /// - Throws: `ProducerError.outOfTurn`, `.fenced`.
    public func beginTransaction() throws {
        try checkTransactional()
        try state.withLock { try $0.transaction.begin() }
    }

    /// Commits these offsets, the *next* ones to read, if and when the transaction is committed:
    /// Kafka's `sendOffsetsToTransaction`.
    ///
    /// - Throws: `ProducerError.commitFailed` if the consumer is no member of its group any more:
    ///   abort then.
    public func sendOffsets(
        _ offsets: [TopicPartition: Int64], groupMetadata: ConsumerGroupMetadata
    ) async throws {
        try checkTransactional()
        let (transactionalID, producer) = try openTransaction()
        if offsets.isEmpty { return }
        let adding = AddOffsetsToTxn(
            transactionalID: transactionalID, producer: producer, groupID: groupMetadata.groupID)
        try check(try await askCoordinator(.addOffsetsToTxn(adding)))
        state.withLock { $0.transaction.addedOffsets() }
        let sorted = offsets.map { PartitionOffset($0.key, $0.value) }
            .sorted { $0.partition < $1.partition }
        let commit = TxnOffsetCommit(
            transactionalID: transactionalID, producer: producer,
            commit: OffsetCommit(
                groupID: groupMetadata.groupID, memberID: groupMetadata.memberID,
                generation: groupMetadata.generation, offsets: sorted))
        try check(try await askCoordinator(.txnOffsetCommit(commit)))
    }

    /// Waits for all that was sent, and commits it.
    ///
    /// - Throws: `ProducerError.transactionFailed` if something could not be sent: abort then.
    ///   After `.timedOut` it may be committed or not: call it again.
    public func commitTransaction() async throws {
        try checkTransactional()
        try state.withLock { try $0.transaction.beginCommit() }
        await settleAll()
        try state.withLock { try $0.transaction.checkCommit() }
        try await endAtBroker(commits: true)
        state.withLock { $0.transaction.ended() }
    }

    /// Gives up all that was sent: what is in the log already is for no read-committed consumer to
    /// see. The position of the consumer that the offsets came from stays where it is: seek back.
    ///
    /// - Throws: `ProducerError.fenced`; after `.timedOut` call it again.
    public func abortTransaction() async throws {
        try checkTransactional()
        let dropped = try state.withLock { state in
            try state.transaction.beginAbort()
            return state.accumulator.takeAllWaiting()
        }
        for records in dropped { records.settleUnsent(.aborted) }
        makeRoom()
        await settleAll()
        try await endAtBroker(commits: false)
        let producer = state.withLock { state in
            state.failure = nil
            return state.accumulator.needsNewEpoch ? state.accumulator.producer : nil
        }
        if let producer { try await initialise(current: producer) }
        state.withLock { $0.transaction.ended() }
    }

    /// Has the coordinator know the partition before anything is written to it.
    func addToTransaction(_ partition: TopicPartition) async throws {
        let (transactionalID, producer) = try openTransaction()
        if state.withLock({ $0.transaction.partitions.contains(partition) }) { return }
        let adding = AddPartitionsToTxn(
            transactionalID: transactionalID, producer: producer, partitions: [partition])
        try check(try await askCoordinator(.addPartitionsToTxn(adding)))
        state.withLock { $0.transaction.added(partition) }
    }
}

extension Producer {
    private func checkTransactional() throws(ProducerError) {
        guard options.transactionalID != nil else {
            throw .outOfTurn(
                "This producer has no transactionalID in its options, so it has no transactions.")
        }
        if let conflict = options.conflict { throw conflict }
    }

    private func openTransaction() throws -> (String, ProducerIdentity) {
        let producer = try state.withLock { state in
            try checkOpen(state)
            try state.transaction.checkOpen()
            return state.accumulator.producer
        }
        guard let transactionalID = options.transactionalID, let producer else {
            throw ProducerError.fenced
        }
        return (transactionalID, producer)
    }

    /// Begins a new life of the transactional id. `current` is who asks for no more than a new
    /// epoch of its own.
    private func initialise(current: ProducerIdentity?) async throws {
        try checkTransactional()
        try state.withLock { try checkOpen($0) }
        let request = InitProducerID(
            transactionalID: options.transactionalID,
            transactionTimeoutMilliseconds: options.transactionTimeout.inMilliseconds,
            current: current)
        var producer: ProducerIdentity?
        let error = try await untilReady {
            let answer = try await connection.initProducerID(request)
            producer = answer.producer
            return answer.error
        }
        try check(error)
        state.withLock { state in
            state.accumulator.producer = producer
            state.transaction.initialised()
        }
    }

    private func endAtBroker(commits: Bool) async throws {
        let (hasBegun, producer) = state.withLock { state in
            (state.transaction.hasBegunAtBroker, state.accumulator.producer)
        }
        guard hasBegun, let producer, let transactionalID = options.transactionalID else { return }
        let request = EndTxn(
            transactionalID: transactionalID, producer: producer, commits: commits)
        try check(try await askCoordinator(.endTxn(request)))
    }

    private func askCoordinator(_ request: BrokerRequest) async throws -> ErrorCode? {
        try await untilReady { try await connection.outcome(of: request) }
    }

    /// Asks again while the transaction before this one is not quite over, and while nobody
    /// answers, for at most `maxBlock`.
    private func untilReady(_ ask: () async throws -> ErrorCode?) async throws -> ErrorCode? {
        let end = connection.now.advanced(byMilliseconds: options.maxBlock.inMilliseconds)
        while true {
            let error = try await untilAnswered(ask)
            guard error == .concurrentTransactions else { return error }
            guard connection.now < end else { throw ProducerError.timedOut }
            await connection.sleep(
                until: connection.now.advanced(
                    byMilliseconds: options.retryBackoff.inMilliseconds))
        }
    }

    /// Takes in what the coordinator says, and throws what the application is to hear of it.
    private func check(_ code: ErrorCode?) throws {
        let error: ProducerError
        switch code {
        case nil: return
        case .producerFenced, .invalidProducerEpoch, .invalidProducerIDMapping: error = .fenced
        case .unknownMemberID, .illegalGeneration: error = .commitFailed
        case .some(let code): error = .refused(code.advice)
        }
        state.withLock { $0.transaction.fail(error) }
        throw error
    }
}
