import EventBroker
import EventLog
import Synchronization

extension Producer {
    /// Asks the broker once who this producer is, before its first record.
    func prepareIdentity() async throws {
        if state.withLock({ $0.accumulator.producer != nil }) { return }
        if let conflict = options.conflict { throw conflict }
        guard options.transactionalID == nil else {
            return try state.withLock { try $0.transaction.checkOpen() }
        }
        let answer = try await untilAnswered {
            try await connection.initProducerID(InitProducerID())
        }
        guard let producer = answer.producer else {
            throw ProducerError.refused(answer.error?.advice ?? "it gave no producer id")
        }
        state.withLock { state in
            state.accumulator.producer = state.accumulator.producer ?? producer
        }
    }

    /// Asks again while nobody answers, until the caller has been kept waiting for too long.
    func untilAnswered<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
        let end = connection.now.advanced(byMilliseconds: options.maxBlock.inMilliseconds)
        while true {
            do {
                return try await ask()
            } catch is ConnectionError {
                guard connection.now < end else { throw ProducerError.timedOut }
            }
        }
    }
}
