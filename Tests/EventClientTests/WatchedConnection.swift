import EventBroker
import EventClient
import EventLog
import Synchronization

/// A live connection that lets a test see what a client sends, and that can lose answers.
final class WatchedConnection: BrokerConnection {
    typealias Completion = @Sendable (Result<BrokerResponse, ConnectionError>) -> Void

    private struct State {
        var requests: [BrokerRequest] = []
        var requestsToLose: [String: Int] = [:]
        var answersToLose: [String: Int] = [:]
        var afterSending: [String: @Sendable () -> Void] = [:]
        var watchers: [(name: String, count: Int, continuation: CheckedContinuation<Void, Never>)] =
            []
    }

    private let live: LiveConnection
    private let clock: ManualClock
    private let state = Mutex(State())

    init(_ live: LiveConnection, clock: ManualClock) {
        self.live = live
        self.clock = clock
    }

    var clientID: String { live.clientID }
    var now: Timestamp { live.now }

    /// All requests up to now, in order.
    var requests: [BrokerRequest] { state.withLock { $0.requests } }

    /// Their names: "joinGroup", "fetch".
    var names: [String] { requests.map(\.name) }

    /// The next answers to requests of that name never come: the client sees a timeout.
    func loseAnswers(to name: String, count: Int = 1) {
        state.withLock { $0.answersToLose[name] = count }
    }

    /// The next requests of that name never arrive: the client sees a timeout.
    func loseRequests(_ name: String, count: Int = 1) {
        state.withLock { $0.requestsToLose[name] = count }
    }

    /// A client that waits makes the time pass.
    func sleep(until moment: Timestamp) async {
        clock.advance(by: .milliseconds(max(0, moment.milliseconds - now.milliseconds)))
    }

    /// Does something as soon as a request of that name is sent, once.
    func after(_ name: String, do action: @escaping @Sendable () -> Void) {
        state.withLock { $0.afterSending[name] = action }
    }

    /// Returns when so many requests of that name have reached the broker.
    func hasSent(_ name: String, times count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isSent = state.withLock { state in
                let isSent = state.requests.count { $0.name == name } >= count
                if !isSent { state.watchers.append((name, count, continuation)) }
                return isSent
            }
            if isSent { continuation.resume() }
        }
        await hasArrived()
    }

    /// Returns when all that was sent has reached the broker.
    func hasArrived() async {
        // What a connection sends arrives in order: with this one's answer the rest is there.
        _ = try? await live.send(.metadata(FetchMetadata()))
    }

    func send(_ request: BrokerRequest, then complete: @escaping Completion) {
        let name = request.name
        let (answerIsLost, isLost, action) = state.withLock { state in
            state.requests.append(request)
            let action = state.afterSending.removeValue(forKey: name)
            if Self.count(down: &state.requestsToLose[name]) { return (false, true, action) }
            return (Self.count(down: &state.answersToLose[name]), false, action)
        }
        action?()
        if isLost {
            complete(.failure(.timedOut))
        } else {
            live.send(request) { complete(answerIsLost ? .failure(.timedOut) : $0) }
        }
        for watcher in takeSatisfiedWatchers() { watcher.resume() }
    }

    func pollBegins() async {}
    func sendBegins() async {}

    func keepAlive(memberID: String, until deadline: Timestamp) {
        live.keepAlive(memberID: memberID, until: deadline)
    }

    func interrupt() {
        live.interrupt()
    }

    /// Whether there was one left.
    private static func count(down number: inout Int?) -> Bool {
        guard let left = number, left > 0 else { return false }
        number = left - 1
        return true
    }

    private func takeSatisfiedWatchers() -> [CheckedContinuation<Void, Never>] {
        state.withLock { state in
            let requests = state.requests
            let isSatisfied = { (name: String, count: Int) in
                requests.count { $0.name == name } >= count
            }
            let satisfied = state.watchers.filter { isSatisfied($0.name, $0.count) }
            state.watchers.removeAll { isSatisfied($0.name, $0.count) }
            return satisfied.map(\.continuation)
        }
    }
}

extension BrokerRequest {
    var name: String { String("\(self)".prefix { $0 != "(" }) }

    var fetch: Fetch? {
        if case .fetch(let request) = self { request } else { nil }
    }

    var produce: Produce? {
        if case .produce(let request) = self { request } else { nil }
    }

    var commit: OffsetCommit? {
        if case .offsetCommit(let request) = self { request } else { nil }
    }
}
