/// One changed row, as the database's change feed tells it.
///
/// Change data capture tools such as Debezium read such a feed out of a database's own log.
public struct DatabaseChange: Codable, Hashable, Sendable {
    /// Counts all changes from 1, in the order in which their transactions were saved.
    public let position: Int64
    public let table: String
    public let key: String
    /// As it was right after the change; nil if it was deleted.
    public let row: Row?
}

extension Database {
    /// What has changed after a position, oldest first: all of one transaction's changes together, and
    /// transactions in the order in which they were saved. Where nothing has, it returns none after
    /// a second.
    ///
    /// The database remembers no reader: who wants to go on after a restart stores the position of the
    /// last change that it is done with.
    ///
    /// - Parameters:
    ///   - position: 0 for the beginning. Rows that were always there are no changes.
    ///   - table: Nil for all tables.
    ///   - limit: How many to return at most.
    /// - Throws: `DatabaseError.timedOut`; `DatabaseError.noChangeFeed` where the exercise doesn't speak
    ///   of one.
    public func changes(
        after position: Int64, in table: String? = nil, limit: Int = 100
    ) async throws -> [DatabaseChange] {
        let answer = try await call(.changes(after: position, table: table, limit: limit))
        guard case .changes(let changes) = answer else { throw DatabaseError.noChangeFeed }
        return changes
    }
}

extension DatabaseState {
    func changes(after position: Int64, _ table: String?, limit: Int) -> [DatabaseChange]? {
        guard let feed else { return nil }
        let rest = feed.dropFirst(Int(clamping: max(0, position)))
        return Array(rest.lazy.filter { table == nil || $0.table == table }.prefix(max(0, limit)))
    }
}
