import EventBroker
import EventClient
import Synchronization

/// A producer with a transactional id, and where it is in its transactions.
final class TransactionalProducer: Sendable {
    /// `over` is a producer that can do no more: another one of its id has taken its place, or the
    /// broker has given it up.
    enum Phase: Sendable {
        case new, ready, open, over
    }

    let id: String
    let producer: Producer
    private let current = Mutex(Phase.new)

    init(_ id: String, on network: Network) {
        self.id = id
        let connection = NetworkConnection(
            network: network, client: network.with { $0.connect(id) }, clientID: id)
        var options = ProducerOptions()
        options.transactionalID = id
        producer = Cluster { connection }.makeProducer(options)
    }

    var phase: Phase { current.withLock { $0 } }

    func enter(_ phase: Phase) {
        current.withLock { $0 = phase }
    }

    /// What it can't do is noted; a fatal error is its end.
    ///
    /// - Parameter command: What asks once more, if nobody has answered.
    func attempt(
        _ doing: String, again command: String, on network: Network,
        _ body: (Producer) async throws -> Void
    ) async {
        do {
            try await body(producer)
        } catch ProducerError.timedOut {
            let reason =
                "For 1m (max.block.ms) there was no answer: the broker may have done it or "
                + "not. `\(command)` asks again."
            network.note(.transactionFailed(id, doing: doing, reason: reason))
        } catch {
            if (error as? ProducerError)?.isFatal == true { enter(.over) }
            network.note(
                .transactionFailed(id, doing: doing, reason: reason(of: error, on: network)))
        }
    }

    /// Why it could not do something, with a command that helps. What the broker has aborted is over.
    func reason(of error: any Error, on network: Network) -> String {
        let id = id
        if network.with({ $0.timedOutTransactions.contains(id) }) {
            enter(.over)
            return "The broker has aborted \(id), which was open for too long, and has fenced its "
                + "producer: it takes nothing from it any more. `transaction begin \(id)` begins "
                + "anew, with another one."
        }
        guard error as? ProducerError == .fenced else { return "\(error)" }
        return "Another producer has begun with \(id), and this one is fenced. "
            + "`transaction begin \(id)` begins anew."
    }
}

/// Transactions of those who produce: what is in one is seen as a whole, or not at all, by members
/// that read only what is committed.
extension Sandbox {
    func beginTransaction(_ id: String) throws(SandboxError) {
        if id.isEmpty { throw .emptyName("a transactional id") }
        let isTimedOut = network.with { $0.timedOutTransactions.remove(id) != nil }
        if transactional[id]?.phase == .open, !isTimedOut { throw .transactionIsOpen(id) }
        let known = transactional[id].flatMap { $0.phase == .over || isTimedOut ? nil : $0 }
        let transaction = known ?? TransactionalProducer(id, on: network)
        transactional[id] = transaction
        let network = network
        Task(executorPreference: executor) {
            await transaction.attempt(
                "beginning a transaction", again: "transaction begin \(id)", on: network
            ) { producer in
                if transaction.phase == .new { try await producer.initTransactions() }
                try producer.beginTransaction()
                transaction.enter(.open)
                network.note(.transactionBegun(id))
            }
        }
    }

    func endTransaction(_ id: String, commits: Bool) throws(SandboxError) {
        let transaction = try openTransaction(id)
        let network = network
        Task(executorPreference: executor) {
            await transaction.attempt(
                commits ? "committing" : "aborting",
                again: "transaction \(commits ? "commit" : "abort") \(id)", on: network
            ) {
                if commits {
                    try await $0.commitTransaction()
                } else {
                    try await $0.abortTransaction()
                }
                transaction.enter(.ready)
                network.note(.transactionEnded(id, commits: commits))
            }
        }
    }

    func openTransaction(_ id: String) throws(SandboxError) -> TransactionalProducer {
        guard let transaction = transactional[id], transaction.phase == .open else {
            throw .noOpenTransaction(
                id,
                open: transactional.values.filter { $0.phase == .open }.map(\.id).sorted())
        }
        return transaction
    }

    /// The ids that a transaction was ever begun with, sorted.
    package var transactionIDs: [String] { transactional.keys.sorted() }
}
