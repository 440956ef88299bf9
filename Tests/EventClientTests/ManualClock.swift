import EventBroker
import EventClient
import EventLog
import Synchronization

/// A clock whose hands a test turns.
final class ManualClock: BrokerClock {
    private struct State {
        var now = Timestamp(milliseconds: 0)
        var sleepers: [(moment: Timestamp, alarm: AsyncStream<Never>.Continuation)] = []
    }

    private let state = Mutex(State())

    var now: Timestamp { state.withLock { $0.now } }

    /// Wakes those whose moment has come.
    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(byMilliseconds: duration.inMilliseconds)
            let due = state.sleepers.filter { $0.moment <= state.now }
            state.sleepers.removeAll { $0.moment <= state.now }
            return due
        }
        for sleeper in due { sleeper.alarm.finish() }
    }

    /// So long after the beginning.
    func advance(to moment: Duration) {
        advance(by: moment - .milliseconds(now.milliseconds))
    }

    func sleep(until moment: Timestamp) async throws {
        let (silence, alarm) = AsyncStream<Never>.makeStream()
        state.withLock { state in
            guard moment > state.now else { return alarm.finish() }
            state.sleepers.append((moment, alarm))
        }
        for await _ in silence {}
        try Task.checkCancellation()
    }
}
