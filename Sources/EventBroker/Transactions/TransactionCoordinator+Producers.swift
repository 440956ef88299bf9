import EventLog

extension TransactionCoordinator {
    /// Who the producer is from now on. With a transactional id, each call begins a new life and
    /// fences the earlier ones; while a transaction of theirs is not yet ended, the answer is
    /// CONCURRENT_TRANSACTIONS: ask again.
    mutating func initialise(
        _ request: InitProducerID, now: Timestamp
    ) -> InitProducerID.Response {
        guard let transactionalID = request.transactionalID else {
            return InitProducerID.Response(producer: newProducer())
        }
        if transactionalID.isEmpty { return InitProducerID.Response(error: .invalidRequest) }
        let timeout = request.transactionTimeoutMilliseconds
        guard timeout > 0, timeout <= options.maxTransactionTimeoutMilliseconds else {
            return InitProducerID.Response(error: .invalidTransactionTimeout)
        }
        guard let transaction = transactions[transactionalID] else {
            let transaction = Transaction(
                transactionalID: transactionalID, producer: newProducer(),
                timeoutMilliseconds: timeout, now: now)
            store(transaction)
            return InitProducerID.Response(producer: transaction.producer)
        }
        return beginNewLife(of: transaction, request, now: now)
    }

    /// `prepareInitProducerIdTransit`.
    private mutating func beginNewLife(
        of known: Transaction, _ request: InitProducerID, now: Timestamp
    ) -> InitProducerID.Response {
        if let current = request.current, current.id != known.producer.id {
            return InitProducerID.Response(error: .producerFenced)
        }
        switch known.state {
        case .empty, .completeCommit, .completeAbort: break
        case .ongoing:
            if let current = request.current, current != known.producer {
                return InitProducerID.Response(error: .producerFenced)
            }
            fence(known, now: now)
            return InitProducerID.Response(error: .concurrentTransactions)
        case .prepareCommit, .prepareAbort, .prepareEpochFence, .dead:
            return InitProducerID.Response(error: .concurrentTransactions)
        }
        var transaction = known
        if let error = raiseEpoch(of: &transaction, request.current?.epoch) {
            return InitProducerID.Response(error: error)
        }
        transaction.timeoutMilliseconds = request.transactionTimeoutMilliseconds
        transaction.move(to: .empty, now: now)
        store(transaction)
        return InitProducerID.Response(producer: transaction.producer)
    }

    /// `prepareIncrementProducerEpoch`: who asks for a new epoch of its own and has not heard the
    /// answer gets the same one again. When the epochs are used up, there is a new producer id.
    private mutating func raiseEpoch(
        of transaction: inout Transaction, _ expected: Int16?
    ) -> ErrorCode? {
        let epoch = transaction.producer.epoch
        if let expected, expected != epoch {
            return expected == transaction.lastEpoch ? nil : .producerFenced
        }
        transaction.lastEpoch = expected ?? -1
        if epoch >= .max - 1 {
            transaction.producer = newProducer()
        } else {
            transaction.producer.epoch += 1
        }
        return nil
    }

    /// Aborts an open transaction under a larger epoch, so that its producer can do nothing more.
    private mutating func fence(_ known: Transaction, now: Timestamp) {
        var transaction = known
        if transaction.state == .ongoing { transaction.move(to: .prepareEpochFence, now: now) }
        if transaction.producer.epoch < .max { transaction.producer.epoch += 1 }
        transaction.lastEpoch = -1
        transaction.move(to: .prepareAbort, now: now)
        store(transaction)
    }

    private mutating func newProducer() -> ProducerIdentity {
        if let block = producerIDs.reserveIfNeeded() { write(.producerIDs(upTo: block)) }
        return ProducerIdentity(id: producerIDs.take(), epoch: 0)
    }
}

// MARK: - Time

extension TransactionCoordinator {
    /// Aborts what has lasted too long, and forgets ids that nobody has used for long.
    mutating func expire(now: Timestamp) {
        for transactionalID in transactions.keys.sorted() {
            guard var transaction = transactions[transactionalID],
                let due = deadline(of: transaction), due <= now
            else { continue }
            if transaction.state == .ongoing || transaction.state == .prepareEpochFence {
                fence(transaction, now: now)
            } else if transaction.state.isIdle {
                transaction.move(to: .dead, now: now)
                transactions[transactionalID] = nil
                write(.forgotten(transactionalID))
            }
        }
    }

    /// The transactions whose markers are to be written now, in the order of their decisions.
    func prepared(now: Timestamp) -> [Transaction] {
        transactions.values
            .filter { transaction in
                transaction.state.isPrepared && deadline(of: transaction).map { $0 <= now } ?? false
            }
            .sorted { ($0.changedAt, $0.transactionalID) < ($1.changedAt, $1.transactionalID) }
    }

    /// The markers are written.
    mutating func complete(_ transaction: Transaction, now: Timestamp) {
        var transaction = transaction
        let commits = transaction.state == .prepareCommit
        transaction.move(to: commits ? .completeCommit : .completeAbort, now: now)
        store(transaction)
    }
}
