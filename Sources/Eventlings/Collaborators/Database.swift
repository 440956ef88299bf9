/// A database with transactions. Unless an exercise says otherwise they are serialisable: they behave as
/// if they ran one after the other.
public final class Database: Sendable {
    private let connection: any ServiceConnection
    /// Far more than a few processes can get in each other's way.
    private let attempts = 50

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// Runs `body` on a snapshot and saves what it changed: all of it, or nothing.
    ///
    /// If another transaction saved something meanwhile that `body` has read, `body` runs again on a
    /// fresh snapshot (as CockroachDB's and FoundationDB's clients do): keep other effects out of it.
    /// (Where an exercise chooses a weaker `DatabaseIsolation`, fewer things count as a conflict.) If `body` throws, nothing is saved, and its error is thrown.
    ///
    /// - Throws: `DatabaseError.timedOut` if no answer came: it may be saved, may yet be, or never.
    ///   `DatabaseError.unavailable` if nothing was saved this time.
    @discardableResult
    public func transaction<Result>(
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        for _ in 0..<attempts {
            guard case .snapshot(let state) = try await call(.begin) else {
                throw DatabaseError.unavailable
            }
            let transaction = Transaction(on: state, connection)
            let result = try await run(body, transaction)
            guard transaction.changes.hasWrites else { return result }
            switch try await call(.save(transaction.changes)) {
            case .done: return result
            case .unavailable: throw DatabaseError.unavailable
            default: continue
            }
        }
        throw DatabaseError.conflict
    }

    private func run<Result>(
        _ body: (Transaction) async throws -> Result, _ transaction: Transaction
    ) async throws -> Result {
        defer { connection.transactionEnds() }
        return try await body(transaction)
    }

    func call(_ request: ServiceRequest) async throws(DatabaseError) -> ServiceAnswer {
        do {
            return try await connection.call(request)
        } catch {
            throw .timedOut
        }
    }
}

/// Why a transaction was not saved, or may not have been.
public enum DatabaseError: Error, Hashable, Sendable {
    /// No answer came in time. A transaction may be saved, may yet be, or never will.
    case timedOut
    /// The database could not do it this time. Nothing is saved.
    case unavailable
    /// A row with that key is there already, or with a value that must be unique in its table.
    case duplicateKey
    /// Other transactions got in the way again and again.
    case conflict
    /// This database tells nobody of its changes.
    case noChangeFeed

    public var isRetriable: Bool {
        switch self {
        case .timedOut, .unavailable, .conflict: true
        case .duplicateKey, .noChangeFeed: false
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The database did not answer in time. The transaction may or may not be saved."
        case .unavailable: "The database is not available. Nothing is saved: try again later."
        case .duplicateKey:
            "The table has a row with that key already, or with a value that must be unique."
        case .noChangeFeed: "This database has no change feed."
        case .conflict: "Other transactions changed what this one read, again and again."
        }
    }
}
