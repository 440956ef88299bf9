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
    func attempt(
        _ doing: String, on network: Network, _ body: (Producer) async throws -> Void
    ) async {
        do {
            try await body(producer)
        } catch {
            if (error as? ProducerError)?.isFatal == true { enter(.over) }
            network.note(.transactionFailed(id, doing: doing, reason: "\(error)"))
        }
    }
}

/// Transactions of those who produce: what is in one is seen as a whole, or not at all, by members
/// that read only what is committed.
extension Sandbox {
    func beginTransaction(_ id: String) throws(SandboxError) {
        if transactional[id]?.phase == .open { throw .transactionIsOpen(id) }
        let known = transactional[id].flatMap { $0.phase == .over ? nil : $0 }
        let transaction = known ?? TransactionalProducer(id, on: network)
        transactional[id] = transaction
        let network = network
        Task(executorPreference: executor) {
            await transaction.attempt("beginning a transaction", on: network) { producer in
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
            await transaction.attempt(commits ? "committing" : "aborting", on: network) {
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
