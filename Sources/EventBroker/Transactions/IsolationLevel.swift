/// Which records a reader sees.
public enum IsolationLevel: Codable, Hashable, Sendable {
    /// All, also those of open and of aborted transactions: Kafka's default.
    case readUncommitted
    /// Those before the first open transaction, but for the aborted ones'. One transaction that
    /// hangs holds back all that follows it in its partitions.
    case readCommitted
}
