import EventBroker
import EventClient
import EventLog
import Synchronization

/// A clock whose hands a test turns.
final class ManualClock: BrokerClock {
    private struct State {
        var now = Timestamp(milliseconds: 0)
        var sleepers: [(moment: Timestamp, alarm: AsyncStream<Never>.Continuation)] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
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

    /// Returns when so many sleep.
    func hasSleepers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let areAsleep = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if areAsleep { continuation.resume() }
        }
    }

    /// Advances as soon as so many sleep.
    func advance(by duration: Duration, whenAsleep count: Int) async {
        await hasSleepers(count)
        advance(by: duration)
    }

    /// So long after the beginning.
    func advance(to moment: Duration) {
        advance(by: moment - .milliseconds(now.milliseconds))
    }

    func sleep(until moment: Timestamp) async throws {
        let (silence, alarm) = AsyncStream<Never>.makeStream()
        let watchers = state.withLock { state in
            guard moment > state.now else {
                alarm.finish()
                return [CheckedContinuation<Void, Never>]()
            }
            state.sleepers.append((moment, alarm))
            let count = state.sleepers.count
            defer { state.watchers.removeAll { $0.count <= count } }
            return state.watchers.filter { $0.count <= count }.map(\.continuation)
        }
        for watcher in watchers { watcher.resume() }
        for await _ in silence {}
        try Task.checkCancellation()
    }
}
