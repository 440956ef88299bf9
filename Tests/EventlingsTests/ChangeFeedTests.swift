import Testing

@testable import Eventlings

@Suite("Change feed, and numbers of rows")
struct ChangeFeedTests {
    private static let orders = DatabaseState(
        rows: [("orders", "order-0", [:])], hasFeed: true)

    @Test("Changes come in the order in which their transactions were saved, each with its row")
    func order() async throws {
        let local = LocalServices(database: Self.orders)
        let database = Database(local)
        let late = local.begin()
        try late.insert("orders", "order-1", ["status": "new"])
        try await database.transaction { tx in
            try tx.insert("orders", "order-2")
            try tx.insert("outbox", "evt-2")
        }
        #expect(local.save(late))
        try await database.transaction { tx in
            try tx.update("orders", "order-1", ["total": 4])
            try tx.delete("orders", "order-2")
        }
        let changes = try await database.changes(after: 0)
        #expect(changes.map(\.position) == [1, 2, 3, 4, 5])
        #expect(changes.map(\.key) == ["order-2", "evt-2", "order-1", "order-1", "order-2"])
        #expect(
            changes.map(\.row) == [
                [:], [:], ["status": "new"], ["status": "new", "total": 4], nil,
            ])
    }

    @Test("Whoever goes on at a position misses nothing and sees nothing twice")
    func resuming() async throws {
        let local = LocalServices(database: Self.orders)
        let database = Database(local)
        for number in 1...7 {
            try await database.transaction { tx in try tx.insert("outbox", "evt-\(number)") }
        }
        var position: Int64 = 0
        var keys: [String] = []
        while let last = try await database.changes(after: position, in: "outbox", limit: 3).last {
            keys += try await database.changes(after: position, limit: 3).map(\.key)
            position = last.position
        }
        #expect(keys == (1...7).map { "evt-\($0)" })
        #expect(try await database.changes(after: 0, in: "orders").isEmpty)
    }

    @Test("What was not saved is no change")
    func notSaved() async throws {
        struct Refused: Error {}
        let local = LocalServices(database: Self.orders)
        await #expect(throws: Refused.self) {
            try await Database(local).transaction { tx in
                try tx.insert("orders", "order-1")
                throw Refused()
            }
        }
        #expect(try await Database(local).changes(after: 0).isEmpty)
    }

    @Test("A database may have no feed, and says so")
    func noFeed() async throws {
        await #expect(throws: DatabaseError.noChangeFeed) {
            try await Database(LocalServices()).changes(after: 0)
        }
    }

    @Test("A number is handed out before it is saved: a smaller one can come later, or never")
    func numbers() throws {
        let local = LocalServices()
        let (first, second, third) = (local.begin(), local.begin(), local.begin())
        #expect(try first.insert("outbox", ["event": "placed"]) == 1)
        #expect(try second.insert("outbox", ["event": "paid"]) == 2)
        #expect(try third.insert("outbox", ["event": "shipped"]) == 3)
        #expect(local.save(third))
        #expect(local.committed.rows("outbox").map(\.key) == ["3"])
        #expect(local.save(first))
        #expect(local.committed.rows("outbox").map(\.key) == ["1", "3"])
        #expect(try local.begin().insert("outbox", [:]) == 4)
        #expect(try local.begin().insert("orders", [:]) == 1)
    }

    @Test("Rows are sorted by their numbers, not by their text")
    func sorting() throws {
        let rows = ["10", "9", "b", "1", "a"].map { (table: "t", key: $0, row: Row()) }
        #expect(DatabaseState(rows: rows).rows("t").map(\.key) == ["1", "9", "10", "a", "b"])
    }
}
