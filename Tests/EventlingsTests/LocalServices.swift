import Synchronization

@testable import Eventlings

/// The services in the test's own process, each call at once, with the mishaps that a test asks for.
final class LocalServices: ServiceConnection {
    enum Mishap: Hashable {
        case lostRequest
        case lostAnswer
    }

    private struct State {
        var services = Services()
        var now = Timestamp(milliseconds: 0)
        var calls: [ServiceRequest] = []
        /// By the number of the call that they strike, counted from 0.
        var mishaps: [Int: Mishap]
    }

    private let state: Mutex<State>
    /// What others do just before a transaction is saved, given the number of saves before it.
    private let beforeSave: @Sendable (Int, inout Services) -> Void

    init(
        mishaps: [Int: Mishap] = [:], database: DatabaseState = DatabaseState(),
        beforeSave: @escaping @Sendable (Int, inout Services) -> Void = { _, _ in }
    ) {
        state = Mutex(State(services: Services(database: database), mishaps: mishaps))
        self.beforeSave = beforeSave
    }

    var services: Services { state.withLock { $0.services } }
    var calls: [ServiceRequest] { state.withLock { $0.calls } }

    /// Begins a transaction that is saved by hand.
    func begin() -> Transaction { Transaction(on: committed, self) }

    /// Returns whether it was saved.
    func save(_ transaction: Transaction) -> Bool {
        state.withLock { $0.services.database.save(transaction.changes) }
    }

    func wait(milliseconds: Int64) {
        state.withLock { $0.now.milliseconds += milliseconds }
    }

    func transactionEnds() {}

    var committed: DatabaseState { services.database }

    func nextID(of table: String) -> Int64 {
        state.withLock { $0.services.database.nextID(of: table) }
    }

    func call(_ request: ServiceRequest) async throws(ServiceTimedOut) -> ServiceAnswer {
        try state.withLock { (state) throws(ServiceTimedOut) -> ServiceAnswer in
            if case .save = request {
                let saves = state.calls.count { if case .save = $0 { true } else { false } }
                beforeSave(saves, &state.services)
            }
            let mishap = state.mishaps[state.calls.count]
            state.calls.append(request)
            if mishap == .lostRequest { throw ServiceTimedOut() }
            let answer = state.services.apply(request, now: state.now)
            if mishap == .lostAnswer { throw ServiceTimedOut() }
            return answer
        }
    }
}
