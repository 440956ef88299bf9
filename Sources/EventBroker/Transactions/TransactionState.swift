/// The states of a transactional id, with Kafka's numbers (`TransactionState` in
/// `TransactionMetadata.scala`).
package enum TransactionState: Int8, Hashable, Sendable, CaseIterable {
    /// No transaction yet in this epoch.
    case empty = 0
    case ongoing = 1
    /// It is committed, whatever happens: the markers are still to be written.
    case prepareCommit = 2
    case prepareAbort = 3
    case completeCommit = 4
    case completeAbort = 5
    /// Its transactional id has expired.
    case dead = 6
    /// Its producer is fenced, and it is to be aborted.
    case prepareEpochFence = 7

    package func mayFollow(_ previous: TransactionState) -> Bool {
        switch self {
        case .empty: [.empty, .completeCommit, .completeAbort].contains(previous)
        case .ongoing: [.ongoing, .empty, .completeCommit, .completeAbort].contains(previous)
        case .prepareCommit: previous == .ongoing
        case .prepareAbort: previous == .ongoing || previous == .prepareEpochFence
        case .completeCommit: previous == .prepareCommit
        case .completeAbort: previous == .prepareAbort
        case .dead: [.empty, .completeCommit, .completeAbort].contains(previous)
        case .prepareEpochFence: previous == .ongoing
        }
    }

    /// Whether it is decided how the transaction ends, and partitions may not know it yet.
    var isPrepared: Bool { self == .prepareCommit || self == .prepareAbort }

    /// Whether nothing is open, so that a transaction may begin or the id expire.
    var isIdle: Bool { self == .empty || self == .completeCommit || self == .completeAbort }
}
