/// The database's content, with what is needed to tell whether a transaction is still up to date.
///
/// Serialisable by optimistic concurrency control: a transaction is saved only if nothing that it
/// read was written since its snapshot (Kung and Robinson, 1981).
package struct DatabaseState: Hashable, Sendable {
    private struct Table: Hashable {
        var rows: [String: Row] = [:]
        /// The save that last wrote a key, deletions included.
        var writtenBy: [String: Int] = [:]
        var lastWrittenBy = 0
    }

    /// Counts the transactions saved.
    package private(set) var version = 0
    private var tables: [String: Table] = [:]

    package init() {}

    /// With these rows from the beginning.
    package init(rows: [(table: String, key: String, row: Row)]) {
        for (table, key, row) in rows { write(table, key, row) }
    }

    package func row(_ table: String, _ key: String) -> Row? { tables[table]?.rows[key] }

    package func rows(_ table: String) -> [(key: String, row: Row)] {
        (tables[table]?.rows ?? [:]).sorted { $0.key < $1.key }.map { (key: $0.key, row: $0.value) }
    }

    /// The rows alone: the versions matter only to a transaction that is under way.
    func hashRows(into hasher: inout Hasher) {
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) where !table.rows.isEmpty {
            hasher.combine(name)
            hasher.combine(table.rows)
        }
    }

    mutating func write(_ table: String, _ key: String, _ row: Row?) {
        tables[table, default: Table()].rows[key] = row
        tables[table]?.writtenBy[key] = version
        tables[table]?.lastWrittenBy = version
    }

    /// Saves all of a transaction's writes, or none and returns false.
    mutating func save(_ changes: DatabaseChanges) -> Bool {
        guard isCurrent(changes) else { return false }
        version += 1
        for change in changes.writes { write(change.table, change.key, change.row) }
        return true
    }

    private func isCurrent(_ changes: DatabaseChanges) -> Bool {
        changes.reads.allSatisfy { read in
            guard let table = tables[read.table] else { return true }
            let writtenBy = read.key.map { table.writtenBy[$0] ?? 0 } ?? table.lastWrittenBy
            return writtenBy <= changes.basedOn
        }
    }
}

/// What a transaction asks the database to save, and what it has read to decide so.
package struct DatabaseChanges: Hashable, Sendable {
    package struct Read: Hashable, Sendable {
        var table: String
        /// Nil is the whole table.
        var key: String?
    }

    package struct Write: Hashable, Sendable {
        package var table: String
        package var key: String
        /// Nil is a deletion.
        package var row: Row?
    }

    let basedOn: Int
    private(set) var reads: [Read] = []
    /// In the order of writing.
    package private(set) var writes: [Write] = []

    init(basedOn version: Int) { basedOn = version }

    var hasWrites: Bool { !writes.isEmpty }

    mutating func didRead(_ table: String, _ key: String) {
        reads.append(Read(table: table, key: key))
    }

    mutating func didScan(_ table: String) {
        reads.append(Read(table: table, key: nil))
    }

    mutating func didWrite(_ table: String, _ key: String, _ row: Row?) {
        writes.append(Write(table: table, key: key, row: row))
    }
}
