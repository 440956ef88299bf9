import Synchronization

/// A record on its way: buffered, perhaps sent, not yet acknowledged.
public final class PendingRecord: Sendable {
    typealias Outcome = Result<RecordMetadata, ProducerError>

    private enum State {
        case open([UnsafeContinuation<Outcome, Never>])
        case settled(Outcome)
    }

    private let state = Mutex(State.open([]))

    /// Waits for the acknowledgement.
    ///
    /// - Throws: `ProducerError.timedOut` if the outcome is unknown, or why it was refused.
    public var metadata: RecordMetadata {
        get async throws {
            let outcome = await withUnsafeContinuation { continuation in
                let settled: Outcome? = state.withLock { state in
                    switch state {
                    case .settled(let outcome): return outcome
                    case .open(let waiting):
                        state = .open(waiting + [continuation])
                        return nil
                    }
                }
                if let settled { continuation.resume(returning: settled) }
            }
            return try outcome.get()
        }
    }

    func settle(_ outcome: Outcome) {
        let waiting = state.withLock { state in
            guard case .open(let waiting) = state else {
                return [UnsafeContinuation<Outcome, Never>]()
            }
            state = .settled(outcome)
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: outcome) }
    }
}
