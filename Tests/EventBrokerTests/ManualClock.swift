import EventBroker
import EventLog
import Synchronization

/// A clock whose hands a test turns.
final class ManualClock: BrokerClock {
    private struct State {
        var now = Timestamp(milliseconds: 0)
        var sleepers: [Int: (moment: Timestamp, continuation: CheckedContinuation<Void, Never>)] =
            [:]
        var sleepersSeen = 0
        var watcher: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var now: Timestamp { state.withLock { $0.now } }

    /// Wakes those whose moment has come.
    func advance(byMilliseconds milliseconds: Int64) {
        let due = state.withLock { state in
            state.now = state.now.advanced(byMilliseconds: milliseconds)
            let due = state.sleepers.filter { $0.value.moment <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Returns as soon as somebody sleeps.
    func somebodySleeps() async {
        await withCheckedContinuation { continuation in
            let sleeps = state.withLock { state in
                if state.sleepers.isEmpty { state.watcher = continuation }
                return !state.sleepers.isEmpty
            }
            if sleeps { continuation.resume() }
        }
    }

    func sleep(until moment: Timestamp) async throws {
        let id = state.withLock { state in
            state.sleepersSeen += 1
            return state.sleepersSeen
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                fallAsleep(id, until: moment, continuation)
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume()
        }
        try Task.checkCancellation()
    }

    private func fallAsleep(
        _ id: Int, until moment: Timestamp, _ continuation: CheckedContinuation<Void, Never>
    ) {
        let awake: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard moment > state.now, !Task.isCancelled else { return continuation }
            state.sleepers[id] = (moment, continuation)
            defer { state.watcher = nil }
            return state.watcher
        }
        awake?.resume()
    }
}
