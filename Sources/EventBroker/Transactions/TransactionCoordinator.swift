import EventLog

/// Gives producers their ids, and decides how transactions end: Kafka's `TransactionCoordinator`
/// as a state machine without tasks or clock.
///
/// Semantics are those of transactions before KIP-890's second part: a producer keeps its epoch from
/// one transaction to the next, and names each partition before it writes to it.
struct TransactionCoordinator: Hashable, Sendable {
    let options: Broker.Options
    var transactions: [String: Transaction] = [:]
    var producerIDs = ProducerIDs()
    /// Not later than the moment at which something is due.
    private(set) var nextDeadline: Timestamp?
    /// What has changed since it was last written down; empty unless it is.
    var unwritten: [TransactionEntry] = []

    init(options: Broker.Options) {
        self.options = options
    }

    /// The producer's transaction, if it is open and takes the group's offsets.
    mutating func commitOffsets(_ request: TxnOffsetCommit) -> ErrorCode? {
        let groupID = request.commit.groupID
        guard var transaction = transactions[request.transactionalID],
            transaction.producer.id == request.producer.id
        else { return .invalidProducerIDMapping }
        guard transaction.producer.epoch == request.producer.epoch else {
            return .invalidProducerEpoch
        }
        guard transaction.state == .ongoing,
            transaction.groups.contains(where: { $0.groupID == groupID })
        else { return .invalidTxnState }
        transaction.add(request.commit.offsets, of: groupID)
        store(transaction)
        return nil
    }

    mutating func add(_ request: AddPartitionsToTxn, now: Timestamp) -> ErrorCode? {
        add(to: request.transactionalID, request.producer, now: now) { transaction in
            transaction.add(request.partitions)
        }
    }

    mutating func add(_ request: AddOffsetsToTxn, now: Timestamp) -> ErrorCode? {
        if request.groupID.isEmpty { return .invalidGroupID }
        return add(to: request.transactionalID, request.producer, now: now) { transaction in
            transaction.add(groupID: request.groupID)
        }
    }

    /// Decides the end. Once more the same decision is no error: its answer may have got lost.
    mutating func end(_ request: EndTxn, now: Timestamp) -> ErrorCode? {
        guard var transaction = transactions[request.transactionalID],
            transaction.producer.id == request.producer.id
        else { return .invalidProducerIDMapping }
        guard transaction.producer.epoch == request.producer.epoch else { return .producerFenced }
        switch (transaction.state, request.commits) {
        case (.ongoing, _):
            transaction.move(to: request.commits ? .prepareCommit : .prepareAbort, now: now)
            store(transaction)
            return nil
        case (.completeCommit, true), (.completeAbort, false): return nil
        case (.prepareCommit, true), (.prepareAbort, false): return .concurrentTransactions
        default: return .invalidTxnState
        }
    }

    /// Why a batch can't become a part of a transaction: none of its producer's is open in the
    /// partition, or a later life of the producer has begun.
    func refusal(of batch: RecordBatch, in partition: TopicPartition, by transactionalID: String?)
        -> ErrorCode?
    {
        guard let producer = batch.producer,
            let transaction = transactionalID.flatMap({ transactions[$0] }),
            transaction.producer.id == producer.id
        else { return .invalidProducerIDMapping }
        guard transaction.producer.epoch == producer.epoch else { return .invalidProducerEpoch }
        let isIncluded = transaction.state == .ongoing && transaction.partitions.contains(partition)
        return isIncluded ? nil : .invalidTxnState
    }

    /// Whether an open transaction may yet change what the group has committed there.
    func decides(_ groupID: String, _ partitions: [TopicPartition]) -> Bool {
        transactions.values.contains { $0.decides(groupID, partitions) }
    }

    /// Nothing is committed for these partitions, however the open transactions end.
    mutating func forgetOffsets(in partitions: [TopicPartition]) {
        for transactionalID in transactions.keys.sorted() {
            guard var transaction = transactions[transactionalID],
                transaction.forgetOffsets(in: partitions)
            else { continue }
            store(transaction)
        }
    }

    mutating func store(_ transaction: Transaction) {
        transactions[transaction.transactionalID] = transaction
        nextDeadline = earlier(nextDeadline, deadline(of: transaction))
        write(.transaction(transaction))
    }

    mutating func write(_ entry: TransactionEntry) {
        if options.keepsInternalTopics { unwritten.append(entry) }
    }

    /// Computes the next deadline anew, after what was due has been done.
    mutating func resetDeadline() {
        nextDeadline = transactions.values.reduce(nil) { earlier($0, deadline(of: $1)) }
    }

    mutating func tellTimes(from now: Timestamp) {
        guard !transactions.isEmpty else { return }
        for id in transactions.keys { transactions[id]?.tellTimes(from: now) }
        resetDeadline()
    }

    /// When something happens to it by itself: it times out, ends, or its id expires.
    func deadline(of transaction: Transaction) -> Timestamp? {
        switch transaction.state {
        case .ongoing, .prepareEpochFence:
            transaction.startedAt?.advanced(byMilliseconds: transaction.timeoutMilliseconds)
        case .prepareCommit, .prepareAbort:
            transaction.changedAt.advanced(
                byMilliseconds: options.transactionMarkerDelayMilliseconds)
        case .empty, .completeCommit, .completeAbort:
            transaction.changedAt.advanced(
                byMilliseconds: options.transactionalIDExpirationMilliseconds)
        case .dead: nil
        }
    }

    private mutating func add(
        to transactionalID: String, _ producer: ProducerIdentity, now: Timestamp,
        _ change: (inout Transaction) -> Void
    ) -> ErrorCode? {
        if transactionalID.isEmpty { return .invalidRequest }
        guard var transaction = transactions[transactionalID],
            transaction.producer.id == producer.id
        else { return .invalidProducerIDMapping }
        guard transaction.producer.epoch == producer.epoch else { return .producerFenced }
        guard transaction.state == .ongoing || transaction.state.isIdle else {
            return .concurrentTransactions
        }
        transaction.move(to: .ongoing, now: now)
        change(&transaction)
        store(transaction)
        return nil
    }
}

extension TransactionCoordinator {
    func hash(into hasher: inout Hasher) {
        hasher.combine(producerIDs)
        if !transactions.isEmpty { hasher.combine(transactions) }
    }
}
