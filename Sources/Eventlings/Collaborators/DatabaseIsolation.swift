/// How far transactions that run at the same time are kept apart.
public enum DatabaseIsolation: Codable, Hashable, Sendable {
    /// As if they ran one after the other. What a transaction has read must not have changed by the
    /// time it is saved.
    case serialisable
    /// Each reads the database as it was at its beginning, and of two that write the same row one is
    /// saved (PostgreSQL's and MySQL's "repeatable read", Oracle's "serializable"). Two that read what
    /// the other writes are both saved: *write skew*.
    case snapshot
    /// Each statement sees what is saved at its time (the default of PostgreSQL, Oracle and SQL
    /// Server). What was read may have changed by the time of the write: *lost update*. Inserts and
    /// conditions of updates hold until the end all the same, as if the row were locked.
    case readCommitted
}
