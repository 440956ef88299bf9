/// A transaction's view of the database: its snapshot, with its own changes on top.
public final class Transaction {
    private var view: DatabaseState
    private(set) var changes: DatabaseChanges

    init(on snapshot: DatabaseState) {
        view = snapshot
        changes = DatabaseChanges(basedOn: snapshot.version)
    }

    /// The row with that key; nil if there is none.
    public func get(_ table: String, _ key: String) throws -> Row? {
        changes.didRead(table, key)
        return view.row(table, key)
    }

    /// - Throws: `DatabaseError.duplicateKey` if there is a row with that key.
    public func insert(_ table: String, _ key: String, _ row: Row = [:]) throws {
        guard try get(table, key) == nil else { throw DatabaseError.duplicateKey }
        write(table, key, row)
    }

    /// Replaces the given columns of a row, if there is one and `condition` holds for it.
    ///
    /// - Returns: Whether it did.
    @discardableResult
    public func update(
        _ table: String, _ key: String, _ row: Row, where condition: (Row) -> Bool = { _ in true }
    ) throws -> Bool {
        guard var old = try get(table, key), condition(old) else { return false }
        old.replace(with: row)
        write(table, key, old)
        return true
    }

    /// - Returns: Whether there was a row with that key.
    @discardableResult
    public func delete(_ table: String, _ key: String) throws -> Bool {
        guard try get(table, key) != nil else { return false }
        write(table, key, nil)
        return true
    }

    /// All rows of a table, sorted by key.
    public func scan(_ table: String) throws -> [(key: String, row: Row)] {
        changes.didScan(table)
        return view.rows(table)
    }

    private func write(_ table: String, _ key: String, _ row: Row?) {
        view.write(table, key, row)
        changes.didWrite(table, key, row)
    }
}
