/// The database's content, with what is needed to tell whether a transaction may still be saved.
///
/// By optimistic concurrency control (Kung and Robinson, 1981): nobody waits for a lock, and who comes
/// too late runs again.
package struct DatabaseState: Codable, Hashable, Sendable {
    private struct Table: Codable, Hashable {
        var rows: [String: Row] = [:]
        /// The save that last wrote a key, deletions included.
        var writtenBy: [String: Int] = [:]
        var lastWrittenBy = 0
    }

    /// No two rows of the table have the same value there.
    package struct UniqueColumn: Codable, Hashable, Sendable {
        package var table: String
        package var column: String

        package init(_ table: String, _ column: String) {
            self.table = table
            self.column = column
        }
    }

    /// A column in which some values are final: whoever has read one of them relies on it.
    package struct FinalValues: Codable, Hashable, Sendable {
        package var table: String
        package var column: String
        package var values: [String]

        package init(_ table: String, _ column: String, _ values: [String]) {
            self.table = table
            self.column = column
            self.values = values
        }
    }

    package struct FinalValue: Codable, Hashable, Sendable {
        package let key: String
        package let value: String
    }

    package let isolation: DatabaseIsolation
    private let uniqueColumns: [UniqueColumn]
    private let finalValues: FinalValues?
    /// The first row that had a final value, and has it no more.
    package private(set) var overturned: FinalValue?
    /// Counts the transactions saved.
    package private(set) var version = 0
    private var tables: [String: Table] = [:]
    /// The last number that was handed out for a table, saved or not.
    private var lastIDs: [String: Int64] = [:]
    /// What transactions have changed, in the order in which they were saved; nil where nobody is told.
    private(set) var feed: [DatabaseChange]?

    /// - Parameters:
    ///   - rows: There from the beginning, and no part of the change feed.
    ///   - hasFeed: Whether it has a change feed: see `Database.changes`.
    package init(
        rows: [(table: String, key: String, row: Row)] = [],
        isolation: DatabaseIsolation = .serialisable, unique: [UniqueColumn] = [],
        final: FinalValues? = nil, hasFeed: Bool = false
    ) {
        feed = hasFeed ? [] : nil
        self.isolation = isolation
        uniqueColumns = unique
        finalValues = final
        for (table, key, row) in rows { write(table, key, row) }
    }

    package func row(_ table: String, _ key: String) -> Row? { tables[table]?.rows[key] }

    /// Sorted by key: numbers by their value, then all others.
    package func rows(_ table: String) -> [(key: String, row: Row)] {
        (tables[table]?.rows ?? [:]).sorted { Self.precedes($0.key, $1.key) }
            .map { (key: $0.key, row: $0.value) }
    }

    /// Without the versions, which matter only to a transaction that is under way.
    func hashStandstill(into hasher: inout Hasher) {
        hasher.combine(feed)
        hasher.combine(lastIDs)
        hasher.combine(overturned)
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

    /// Handed out at once and never again, whatever becomes of the transaction that asks.
    package mutating func nextID(of table: String) -> Int64 {
        let next = lastIDs[table, default: 0] + 1
        lastIDs[table] = next
        return next
    }

    /// Whether another row than `key` has one of this row's unique values.
    func isTaken(_ table: String, _ key: String, _ row: Row) -> Bool {
        uniqueColumns.contains { unique in
            guard unique.table == table, let value = row[unique.column] else { return false }
            return tables[table]?.rows.contains { other in
                other.key != key && other.value[unique.column] == value
            } ?? false
        }
    }

    /// Saves all of a transaction's writes, or none and returns false.
    mutating func save(_ changes: DatabaseChanges) -> Bool {
        guard isCurrent(changes) else { return false }
        let before = uniqueColumns.isEmpty ? nil : self
        let settled = settledValues(in: changes)
        version += 1
        for change in changes.writes { save(change) }
        if let before, hasTaken(changes) {
            self = before
            return false
        }
        noteOverturned(among: settled)
        return true
    }

    /// An update sets its columns in the row as it is now. Where transactions see their snapshot, that is
    /// the row as they saw it, or they are not saved.
    private mutating func save(_ change: DatabaseChanges.Write) {
        var row = change.row
        if isolation == .readCommitted, let columns = change.columns {
            guard var current = self.row(change.table, change.key) else { return }
            current.replace(with: columns)
            row = current
        }
        write(change.table, change.key, row)
        let position = Int64((feed?.count ?? 0) + 1)
        feed?.append(
            DatabaseChange(position: position, table: change.table, key: change.key, row: row))
    }

    private func settledValues(in changes: DatabaseChanges) -> [FinalValue] {
        guard let final = finalValues else { return [] }
        return changes.writes.filter { $0.table == final.table }.compactMap { write in
            guard let value = value(of: final, write.key), final.values.contains(value) else {
                return nil
            }
            return FinalValue(key: write.key, value: value)
        }
    }

    private mutating func noteOverturned(among settled: [FinalValue]) {
        guard let final = finalValues, overturned == nil else { return }
        overturned = settled.first { value(of: final, $0.key) != $0.value }
    }

    private func value(of final: FinalValues, _ key: String) -> String? {
        row(final.table, key)?[final.column]?.text
    }

    private func hasTaken(_ changes: DatabaseChanges) -> Bool {
        changes.writes.contains { write in
            row(write.table, write.key).map { isTaken(write.table, write.key, $0) } ?? false
        }
    }

    private func isCurrent(_ changes: DatabaseChanges) -> Bool {
        switch isolation {
        case .serialisable:
            changes.reads.allSatisfy { lastWriter(of: $0.table, $0.key) <= changes.basedOn }
        case .snapshot:
            changes.writes.allSatisfy { lastWriter(of: $0.table, $0.key) <= changes.basedOn }
        case .readCommitted:
            changes.writes.allSatisfy { write in
                write.heldAt.map { lastWriter(of: write.table, write.key) <= $0 } ?? true
            }
        }
    }

    private func lastWriter(of table: String, _ key: String?) -> Int {
        guard let table = tables[table] else { return 0 }
        return key.map { table.writtenBy[$0] ?? 0 } ?? table.lastWrittenBy
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        switch (UInt64(left), UInt64(right)) {
        case (let leftNumber?, let rightNumber?) where leftNumber != rightNumber:
            leftNumber < rightNumber
        case (_?, nil): true
        case (nil, _?): false
        default: left < right
        }
    }
}
