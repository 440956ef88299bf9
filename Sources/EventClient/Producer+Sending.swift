import EventBroker
import EventLog
import Synchronization

extension Producer {
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
            state.accumulator.places.flatMap {
                takeBatches(at: $0, now: connection.now, &state)
            }
        }
        for batch in batches { transmit(batch) }
    }

    /// The batches that go now. Looks at the partition again when what stays has lingered long
    /// enough.
    func takeBatches(
        at place: Int, now: Timestamp, _ state: inout State
    ) -> [RecordAccumulator.Batch] {
        let batches = state.accumulator.takeBatches(at: place, now: now)
        if let next = state.accumulator.nextLook(at: place) {
            Task { [weak self, connection] in
                await connection.sleep(until: next)
                self?.sendReady(at: place)
            }
        }
        return batches
    }

    private func sendReady(at place: Int) {
        let batches = state.withLock { state in
            state.accumulator.beginLook(at: place)
            return takeBatches(at: place, now: connection.now, &state)
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
        batch.pending.settle(.failure(.refused(advice)))
        for records in dropped { records.settleUnsent(.aborted) }
    }

    private func settle(
        _ batch: RecordAccumulator.Batch, _ fate: RecordAccumulator.Fate,
        _ outcome: PendingBatch.Outcome
    ) {
        let now = connection.now
        var dropped: [PendingRecords] = []
        let (expired, lost, next) = state.withLock { state in
            let (again, lost) = state.accumulator.note(fate, of: batch)
            if case .failure(let error) = outcome { dropped = note(error, in: &state) }
            let expired = state.accumulator.takeExpired(at: batch.place, now: now)
            if !expired.isEmpty { dropped += note(.timedOut, in: &state) }
            let next = takeBatches(at: batch.place, now: now, &state)
            return (expired, lost, again + next)
        }
        batch.pending.settle(outcome)
        for records in expired { records.settleUnsent(.timedOut) }
        for records in dropped { records.settleUnsent(.aborted) }
        for lost in lost { settleLost(lost) }
        makeRoom()
        for batch in next { transmit(batch) }
    }

    /// Remembers a failure. A transaction fails with its first record, and takes with it what has
    /// not been sent: that is returned.
    private func note(
        _ error: ProducerError, in state: inout State
    ) -> [PendingRecords] {
        state.failure = state.failure ?? error
        guard options.transactionalID != nil else { return [] }
        state.transaction.fail(error)
        return state.accumulator.takeAllWaiting()
    }
}
