import EventLog

extension Broker {
    /// The ids of the transactions that have begun, and whose end isn't decided; sorted.
    package var openTransactions: [String] {
        transactions.transactions.values.filter { $0.state == .ongoing }
            .map(\.transactionalID).sorted()
    }

    mutating func handleTransaction(_ request: BrokerRequest, id: RequestID, now: Timestamp) {
        switch request {
        case .initProducerID(let request):
            reply(to: id, .initProducerID(transactions.initialise(request, now: now)))
        case .addPartitionsToTxn(let request):
            reply(to: id, .done(add(request, now: now)))
        case .addOffsetsToTxn(let request):
            reply(to: id, .done(transactions.add(request, now: now)))
        case .txnOffsetCommit(let request): reply(to: id, .done(commitOffsets(request)))
        case .endTxn(let request): reply(to: id, .done(transactions.end(request, now: now)))
        default: return
        }
        carryOut(now: now)
    }

    /// Plays timeouts, and writes markers that are due.
    mutating func tickTransactions(now: Timestamp) {
        guard let due = transactions.nextDeadline, due <= now else { return }
        transactions.expire(now: now)
        carryOut(now: now)
        transactions.resetDeadline()
    }

    /// A producer may write to the partitions that it has named, while its transaction is open.
    func refusalOfTransactional(_ request: Produce) -> Produce.Response? {
        guard request.batch.isTransactional, !request.batch.isControl else { return nil }
        let error = transactions.refusal(
            of: request.batch, in: request.partition, by: request.transactionalID)
        return error.map { Produce.Response(error: $0) }
    }

    /// The partitions are gone with their topic: a new one of its name begins without offsets.
    mutating func forgetPendingOffsets(in partitions: [TopicPartition], now: Timestamp) {
        transactions.forgetOffsets(in: partitions)
        writeDown(now: now)
    }

    /// Kafka refuses the unknown partitions one by one; here a request has one answer.
    private mutating func add(_ request: AddPartitionsToTxn, now: Timestamp) -> ErrorCode? {
        guard request.partitions.allSatisfy(topics.contains) else {
            return .unknownTopicOrPartition
        }
        return transactions.add(request, now: now)
    }

    private mutating func commitOffsets(_ request: TxnOffsetCommit) -> ErrorCode? {
        guard request.commit.offsets.allSatisfy({ topics.contains($0.partition) }) else {
            return .unknownTopicOrPartition
        }
        return groups.refusal(ofTransactional: request.commit)
            ?? transactions.commitOffsets(request)
    }

    /// A decision is written down before anything follows from it. Then whatever it was, its
    /// markers and offsets follow, also after a recovery.
    private mutating func carryOut(now: Timestamp) {
        writeDown(now: now)
        for transaction in transactions.prepared(now: now) {
            write(transaction, now: now)
            transactions.complete(transaction, now: now)
        }
        writeDown(now: now)
    }

    private mutating func write(_ transaction: Transaction, now: Timestamp) {
        let commits = transaction.state == .prepareCommit
        for partition in transaction.partitions {
            topics.mark(
                commits ? .commit : .abort, of: transaction.producer, in: partition, now: now)
            parkedFetches.wake(by: partition, from: topics, replies: &replies)
        }
        guard commits else { return }
        for group in transaction.groups where !group.offsets.isEmpty {
            groups.commitTransactional(group.offsets, of: group.groupID, now: now)
        }
    }

    private mutating func writeDown(now: Timestamp) {
        guard !transactions.unwritten.isEmpty else { return }
        let records = transactions.unwritten.map { $0.record(at: now) }
        transactions.unwritten = []
        topics.appendInternal(RecordBatch(records), to: TransactionEntry.topic)
    }
}
