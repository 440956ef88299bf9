import EventBroker

/// Where a transactional producer stands: which call may come next, and what it has said to the
/// coordinator. A value without effects; the producer carries out what it allows.
struct ProducerTransaction {
    enum Phase: Equatable {
        case uninitialised
        case ready
        case open
        /// The end is decided, and asked for.
        case ending(commits: Bool)
        /// It can only be aborted.
        case failed(ProducerError)
        case dead(ProducerError)
    }

    private(set) var phase = Phase.uninitialised
    private(set) var partitions: Set<TopicPartition> = []
    /// Whether the coordinator knows of the transaction.
    private(set) var hasBegunAtBroker = false

    mutating func initialised() {
        self = ProducerTransaction()
        phase = .ready
    }

    mutating func begin() throws(ProducerError) {
        switch phase {
        case .ready: phase = .open
        case .uninitialised: throw .outOfTurn(Self.initialise)
        case .open, .ending:
            throw .outOfTurn("A transaction is open. Commit or abort it before you begin another.")
        case .failed(let error): throw failure(by: error)
        case .dead(let error): throw error
        }
    }

    /// Whether records and offsets may become a part of it.
    func checkOpen() throws(ProducerError) {
        switch phase {
        case .open: return
        case .uninitialised: throw .outOfTurn(Self.initialise)
        case .ready, .ending:
            throw .outOfTurn("There is no transaction. Call beginTransaction() first.")
        case .failed(let error): throw failure(by: error)
        case .dead(let error): throw error
        }
    }

    /// Whether a record may go there at once.
    func isOpen(for partition: TopicPartition) -> Bool {
        phase == .open && partitions.contains(partition)
    }

    mutating func added(_ partition: TopicPartition) {
        partitions.insert(partition)
        hasBegunAtBroker = true
    }

    mutating func addedOffsets() {
        hasBegunAtBroker = true
    }

    /// Something that belongs to it has gone wrong.
    mutating func fail(_ error: ProducerError) {
        switch phase {
        case .dead: return
        case _ where error.isFatal: phase = .dead(error)
        case .open, .ending(commits: true): phase = .failed(error)
        case .uninitialised, .ready, .ending, .failed: return
        }
    }

    mutating func beginCommit() throws(ProducerError) {
        if phase == .ending(commits: true) { return }
        try checkOpen()
        phase = .ending(commits: true)
    }

    mutating func beginAbort() throws(ProducerError) {
        switch phase {
        case .open, .failed, .ending(commits: false): phase = .ending(commits: false)
        case .ending(commits: true):
            throw .outOfTurn("The commit's outcome is unknown. Call commitTransaction() again.")
        case .uninitialised, .ready: try checkOpen()
        case .dead(let error): throw error
        }
    }

    /// Why it must not be committed.
    func checkCommit() throws(ProducerError) {
        switch phase {
        case .failed(let error): throw failure(by: error)
        case .dead(let error): throw error
        default: return
        }
    }

    mutating func ended() {
        partitions = []
        hasBegunAtBroker = false
        phase = .ready
    }

    private func failure(by error: ProducerError) -> ProducerError {
        error.isAbortable ? error : .transactionFailed("\(error)")
    }

    private static let initialise =
        "This producer has a transactionalID. Call initTransactions() once, before all else."
}
