/// A transaction's view of the database, with its own changes on top.
public final class Transaction {
    private var view: DatabaseState
    private(set) var changes: DatabaseChanges
    /// To the database behind; nil where nothing but the snapshot is there.
    private let connection: (any ServiceConnection)?

    init(on snapshot: DatabaseState, _ connection: (any ServiceConnection)? = nil) {
        view = snapshot
        changes = DatabaseChanges(basedOn: snapshot.version)
        self.connection = connection
    }

    /// The row with that key; nil if there is none.
    public func get(_ table: String, _ key: String) throws -> Row? {
        beginStatement()
        changes.didRead(table, key)
        return view.row(table, key)
    }

    /// - Throws: `DatabaseError.duplicateKey` if there is a row with that key, or with a value that
    ///   must be unique in its table.
    public func insert(_ table: String, _ key: String, _ row: Row = [:]) throws {
        guard try get(table, key) == nil else { throw DatabaseError.duplicateKey }
        try write(.init(table: table, key: key, row: row, heldAt: view.version))
    }

    /// Inserts a row under the table's next number: 1, 2 and so on.
    ///
    /// The number is handed out now and not when the transaction is saved. So of two transactions the
    /// one with the larger number may be saved first, and a number may never be seen at all.
    ///
    /// - Returns: The number; the row's key is its text.
    /// - Throws: `DatabaseError.duplicateKey` as above.
    @discardableResult
    public func insert(_ table: String, _ row: Row) throws -> Int64 {
        let id = connection?.nextID(of: table) ?? view.nextID(of: table)
        try insert(table, String(id), row)
        return id
    }

    /// Replaces the given columns of a row, if there is one.
    ///
    /// - Returns: Whether there was.
    @discardableResult
    public func update(_ table: String, _ key: String, _ row: Row) throws -> Bool {
        guard let old = try get(table, key) else { return false }
        try replace(table, key, old, with: row, heldAt: nil)
        return true
    }

    /// Replaces the given columns of a row, if there is one and `condition` holds for it: a
    /// *conditional write*, or *compare and set*. At every level of isolation, the condition holds
    /// until the transaction is saved, or it runs again.
    ///
    /// - Returns: Whether it did.
    @discardableResult
    public func update(
        _ table: String, _ key: String, _ row: Row, where condition: (Row) -> Bool
    ) throws -> Bool {
        guard let old = try get(table, key), condition(old) else { return false }
        try replace(table, key, old, with: row, heldAt: view.version)
        return true
    }

    /// - Returns: Whether there was a row with that key.
    @discardableResult
    public func delete(_ table: String, _ key: String) throws -> Bool {
        guard try get(table, key) != nil else { return false }
        try write(.init(table: table, key: key))
        return true
    }

    /// All rows of a table, sorted by key.
    public func scan(_ table: String) throws -> [(key: String, row: Row)] {
        beginStatement()
        changes.didScan(table)
        return view.rows(table)
    }

    private func replace(
        _ table: String, _ key: String, _ old: Row, with columns: Row, heldAt: Int?
    ) throws {
        var row = old
        row.replace(with: columns)
        try write(.init(table: table, key: key, row: row, columns: columns, heldAt: heldAt))
    }

    private func write(_ write: DatabaseChanges.Write) throws {
        if let row = write.row, view.isTaken(write.table, write.key, row) {
            throw DatabaseError.duplicateKey
        }
        view.write(write.table, write.key, write.row)
        changes.didWrite(write)
    }

    /// At read committed a statement sees what others have saved since the last one.
    private func beginStatement() {
        guard view.isolation == .readCommitted, let now = connection?.committed,
            now.version != view.version
        else { return }
        view = now
        for write in changes.writes { view.write(write.table, write.key, seen(write)) }
    }

    /// An own change, on top of what others have made of the row.
    private func seen(_ write: DatabaseChanges.Write) -> Row? {
        guard let columns = write.columns, var row = view.row(write.table, write.key) else {
            return write.row
        }
        row.replace(with: columns)
        return row
    }
}
