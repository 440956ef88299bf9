import EventBroker
import EventLog
import Synchronization

extension Producer {
    private typealias Outcome = Result<Produce.Response, ProducerError>

    func transmit(_ batch: RecordAccumulator.Batch) {
        let produce = Produce(
            partition: batch.partition, batch: batch.encoded,
            transactionalID: options.transactionalID)
        guard options.acks != .none else {
            connection.send(.produce(produce)) { _ in }
            return settle(batch, .appended, .success(Produce.Response()))
        }
        connection.send(.produce(produce)) { [self] outcome in
            switch outcome {
            case .success(.produce(let answer)): take(answer, of: batch)
            case .success:
                let error = ProducerError.refused("the answer was to another request")
                settle(batch, .givenUp, .failure(error))
            case .failure where connection.now < batch.deadline: goOn(after: .unanswered, of: batch)
            case .failure: settle(batch, .givenUp, .failure(.timedOut))
            }
        }
    }

    /// Sends what waits, as far as it may go.
    func sendWaiting() {
        let batches = state.withLock { state in
            state.accumulator.partitions.flatMap {
                takeBatches(for: $0, now: connection.now, &state)
            }
        }
        for batch in batches { transmit(batch) }
    }

    /// The batches that go now. Looks at the partition again when what stays has lingered long
    /// enough.
    func takeBatches(
        for partition: TopicPartition, now: Timestamp, _ state: inout State
    ) -> [RecordAccumulator.Batch] {
        let batches = state.accumulator.takeBatches(for: partition, now: now)
        if let next = state.accumulator.nextLook(at: partition) {
            Task { [weak self, connection] in
                await connection.sleep(until: next)
                self?.sendReady(in: partition)
            }
        }
        return batches
    }

    private func sendReady(in partition: TopicPartition) {
        let batches = state.withLock { state in
            state.accumulator.beginLook(at: partition)
            return takeBatches(for: partition, now: connection.now, &state)
        }
        for batch in batches { transmit(batch) }
    }

    private func take(_ answer: Produce.Response, of batch: RecordAccumulator.Batch) {
        switch answer.error {
        case nil: settle(batch, .appended, .success(answer))
        case .outOfOrderSequenceNumber: goOn(after: .outOfOrder, of: batch)
        case .invalidProducerEpoch where options.transactionalID != nil:
            let reason = "it took too long, or another producer has taken over its transactionalID."
            settle(batch, .refused, .failure(.transactionFailed(reason)))
        case .producerFenced: settle(batch, .refused, .failure(.fenced))
        case .some(let error): settle(batch, .refused, .failure(.refused(error.advice)))
        }
    }

    /// The batch isn't settled yet.
    private func goOn(after fate: RecordAccumulator.Fate, of batch: RecordAccumulator.Batch) {
        let (again, lost) = state.withLock { $0.accumulator.note(fate, of: batch) }
        for lost in lost { settleLost(lost) }
        for batch in again { transmit(batch) }
    }

    /// In a transaction, what follows a lost batch is lost as well.
    private func settleLost(_ batch: RecordAccumulator.Batch) {
        let advice = ErrorCode.outOfOrderSequenceNumber.advice
        let dropped = state.withLock { note(.refused(advice), in: &$0) }
        batch.settle(.failure(.refused(advice)))
        for entry in dropped { entry.pending.settle(.failure(.aborted)) }
    }

    private func settle(
        _ batch: RecordAccumulator.Batch, _ fate: RecordAccumulator.Fate, _ outcome: Outcome
    ) {
        let now = connection.now
        var dropped: [RecordAccumulator.Entry] = []
        let (expired, lost, next) = state.withLock { state in
            let (again, lost) = state.accumulator.note(fate, of: batch)
            if case .failure(let error) = outcome { dropped = note(error, in: &state) }
            let expired = state.accumulator.takeExpired(in: batch.partition, now: now)
            if !expired.isEmpty { dropped += note(.timedOut, in: &state) }
            let next = takeBatches(for: batch.partition, now: now, &state)
            return (expired, lost, again + next)
        }
        batch.settle(outcome)
        for entry in expired { entry.pending.settle(.failure(.timedOut)) }
        for entry in dropped { entry.pending.settle(.failure(.aborted)) }
        for lost in lost { settleLost(lost) }
        makeRoom()
        for batch in next { transmit(batch) }
    }

    /// Remembers a failure. A transaction fails with its first record, and takes with it what has
    /// not been sent: that is returned.
    private func note(
        _ error: ProducerError, in state: inout State
    ) -> [RecordAccumulator.Entry] {
        state.failure = state.failure ?? error
        guard options.transactionalID != nil else { return [] }
        state.transaction.fail(error)
        return state.accumulator.takeAllWaiting()
    }
}

extension RecordAccumulator.Batch {
    /// An offset of -1 is none: nobody waited for it.
    fileprivate func settle(_ outcome: Result<Produce.Response, ProducerError>) {
        for (index, entry) in entries.enumerated() {
            entry.pending.settle(
                outcome.map { answer in
                    let offset = answer.baseOffset < 0 ? -1 : answer.baseOffset + Int64(index)
                    return RecordMetadata(
                        topicPartition: partition, offset: offset,
                        timestamp: answer.appendTime ?? entry.record.timestamp)
                })
        }
    }
}
