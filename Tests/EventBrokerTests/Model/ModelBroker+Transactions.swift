import EventBroker
import EventLog

struct ModelTransaction {
    var producer: ProducerIdentity
    /// The epoch before, if the producer itself asked for another.
    var lastEpoch: Int16 = -1
    var timeout: Int64
    var state = TransactionState.empty
    var partitions: [TopicPartition] = []
    /// By group, also those without offsets so far.
    var offsets: [String: [TopicPartition: Int64]] = [:]
    var startedAt = Timestamp(milliseconds: 0)
    var changedAt: Timestamp

    var isIdle: Bool { [.empty, .completeCommit, .completeAbort].contains(state) }
    var isDecided: Bool { state == .prepareCommit || state == .prepareAbort }

    mutating func fence(now: Timestamp) {
        producer.epoch += 1
        lastEpoch = -1
        (state, changedAt) = (.prepareAbort, now)
    }
}

/// None is given out twice, also over a restart: they are reserved by the thousand.
struct ModelProducerIDs {
    private var next: Int64 = 0
    private var reserved: Int64 = 0
    private var reservedOnDisk: Int64 = 0

    mutating func take() -> Int64 {
        if next == reserved {
            reserved += 1_000
            reservedOnDisk = reserved
        }
        next += 1
        return next - 1
    }

    mutating func restart(largestUsed: Int64?) {
        next = max(reservedOnDisk, (largestUsed ?? -1) + 1)
        reserved = next
    }
}

extension ModelBroker {
    mutating func initialise(
        _ request: InitProducerID, now: Timestamp
    ) -> InitProducerID.Response {
        guard let id = request.transactionalID else {
            return .init(producer: ProducerIdentity(id: producerIDs.take(), epoch: 0))
        }
        if id.isEmpty { return .init(error: .invalidRequest) }
        let timeout = request.transactionTimeoutMilliseconds
        guard (1...options.maxTransactionTimeoutMilliseconds).contains(timeout) else {
            return .init(error: .invalidTransactionTimeout)
        }
        guard let known = transactions[id] else {
            let producer = ProducerIdentity(id: producerIDs.take(), epoch: 0)
            transactions[id] = ModelTransaction(
                producer: producer, timeout: timeout, changedAt: now)
            return .init(producer: producer)
        }
        let current = request.current
        if let current, current.id != known.producer.id { return .init(error: .producerFenced) }
        if known.state == .ongoing {
            if let current, current != known.producer { return .init(error: .producerFenced) }
            transactions[id]!.fence(now: now)
        }
        guard known.isIdle else { return .init(error: .concurrentTransactions) }
        var next = ModelTransaction(producer: known.producer, timeout: timeout, changedAt: now)
        if let current, current.epoch != known.producer.epoch {
            // It hasn't heard the answer to its last such question.
            guard current.epoch == known.lastEpoch else { return .init(error: .producerFenced) }
            next.lastEpoch = known.lastEpoch
        } else {
            next.lastEpoch = current?.epoch ?? -1
            next.producer.epoch += 1
        }
        transactions[id] = next
        return .init(producer: next.producer)
    }

    mutating func add(_ request: AddPartitionsToTxn, now: Timestamp) -> ErrorCode? {
        if request.partitions.contains(where: { self[$0] == nil }) {
            return .unknownTopicOrPartition
        }
        if let error = begin(request.transactionalID, request.producer, now: now) { return error }
        for place in request.partitions
        where !transactions[request.transactionalID]!.partitions.contains(place) {
            transactions[request.transactionalID]!.partitions.append(place)
        }
        return nil
    }

    mutating func add(_ request: AddOffsetsToTxn, now: Timestamp) -> ErrorCode? {
        if request.groupID.isEmpty { return .invalidGroupID }
        if let error = begin(request.transactionalID, request.producer, now: now) { return error }
        let known = transactions[request.transactionalID]!.offsets[request.groupID]
        transactions[request.transactionalID]!.offsets[request.groupID] = known ?? [:]
        return nil
    }

    mutating func commit(_ request: TxnOffsetCommit) -> ErrorCode? {
        let commit = request.commit
        if commit.offsets.contains(where: { self[$0.partition] == nil }) {
            return .unknownTopicOrPartition
        }
        if let error = refusal(ofTransactional: commit) { return error }
        guard let known = transactions[request.transactionalID],
            known.producer.id == request.producer.id
        else { return .invalidProducerIDMapping }
        if known.producer.epoch != request.producer.epoch { return .invalidProducerEpoch }
        guard known.state == .ongoing, known.offsets[commit.groupID] != nil else {
            return .invalidTxnState
        }
        for offset in commit.offsets {
            transactions[request.transactionalID]!
                .offsets[commit.groupID]![offset.partition] = offset.offset
        }
        return nil
    }

    mutating func end(_ request: EndTxn, now: Timestamp) -> ErrorCode? {
        guard let known = transactions[request.transactionalID],
            known.producer.id == request.producer.id
        else { return .invalidProducerIDMapping }
        if known.producer.epoch != request.producer.epoch { return .producerFenced }
        let (decision, done): (TransactionState, TransactionState) =
            request.commits ? (.prepareCommit, .completeCommit) : (.prepareAbort, .completeAbort)
        switch known.state {
        case .ongoing:
            transactions[request.transactionalID]!.state = decision
            transactions[request.transactionalID]!.changedAt = now
            return nil
        case done: return nil
        case decision: return .concurrentTransactions
        default: return .invalidTxnState
        }
    }

    /// Why a batch can't become part of a transaction.
    func refusal(of request: Produce) -> ErrorCode? {
        guard let known = transactions[request.transactionalID ?? ""],
            let sender = request.batch.producer, known.producer.id == sender.id
        else { return .invalidProducerIDMapping }
        if known.producer.epoch != sender.epoch { return .invalidProducerEpoch }
        let isOpen = known.state == .ongoing && known.partitions.contains(request.partition)
        return isOpen ? nil : .invalidTxnState
    }

    func deadline(of transaction: ModelTransaction) -> Timestamp {
        if transaction.state == .ongoing {
            return transaction.startedAt.advanced(byMilliseconds: transaction.timeout)
        }
        let delay =
            transaction.isDecided
            ? options.transactionMarkerDelayMilliseconds
            : options.transactionalIDExpirationMilliseconds
        return transaction.changedAt.advanced(byMilliseconds: delay)
    }

    mutating func expireTransactions(now: Timestamp) {
        for (id, known) in transactions where deadline(of: known) <= now {
            if known.state == .ongoing { transactions[id]!.fence(now: now) }
            if known.isIdle { transactions[id] = nil }
        }
    }

    /// Writes the markers that are due, and the offsets.
    mutating func carryOutDecisions(now: Timestamp) {
        let due = transactions.filter { $1.isDecided && deadline(of: $1) <= now }
            .sorted { ($0.value.changedAt, $0.key) < ($1.value.changedAt, $1.key) }
        for (id, known) in due {
            let commits = known.state == .prepareCommit
            for place in known.partitions where self[place] != nil {
                topics[place.topic]!.partitions[place.partition].append(
                    RecordBatch(commits ? .commit : .abort, of: known.producer, at: now))
                wake(place)
            }
            for (name, offsets) in known.offsets where commits && !offsets.isEmpty {
                groups[name, default: ModelGroup(options: options)]
                    .committed.merge(offsets) { _, new in new }
            }
            var next = known
            next.state = commits ? .completeCommit : .completeAbort
            (next.partitions, next.offsets, next.changedAt) = ([], [:], now)
            transactions[id] = next
        }
    }

    private mutating func begin(
        _ id: String, _ producer: ProducerIdentity, now: Timestamp
    ) -> ErrorCode? {
        if id.isEmpty { return .invalidRequest }
        guard let known = transactions[id], known.producer.id == producer.id else {
            return .invalidProducerIDMapping
        }
        if known.producer.epoch != producer.epoch { return .producerFenced }
        guard known.state == .ongoing || known.isIdle else { return .concurrentTransactions }
        if known.isIdle { transactions[id]!.startedAt = now }
        (transactions[id]!.state, transactions[id]!.changedAt) = (.ongoing, now)
        return nil
    }
}
