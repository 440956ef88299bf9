import Testing

@testable import Eventlings

/// Which anomalies each level of isolation allows, and which it doesn't: two transactions that overlap.
@Suite("Levels of isolation")
struct IsolationTests {
    private static let levels: [DatabaseIsolation] = [.serialisable, .snapshot, .readCommitted]

    private static func services(
        _ level: DatabaseIsolation, unique: [DatabaseState.UniqueColumn] = []
    ) -> LocalServices {
        LocalServices(
            database: DatabaseState(
                rows: [
                    ("stock", "sku-1", ["quantity": 5, "shelf": "a"]),
                    ("doctors", "ada", ["onDuty": 1]), ("doctors", "ben", ["onDuty": 1]),
                ], isolation: level, unique: unique))
    }

    @Test(
        "Write skew: two that read what the other writes",
        arguments: zip(levels, [false, true, true]))
    func writeSkew(level: DatabaseIsolation, isPossible: Bool) throws {
        let local = Self.services(level)
        let (ada, ben) = (local.begin(), local.begin())
        for (tx, name) in [(ada, "ada"), (ben, "ben")] {
            let onDuty = try tx.scan("doctors").count { $0.row["onDuty"] == 1 }
            if onDuty > 1 { try tx.update("doctors", name, ["onDuty": 0]) }
        }
        #expect(local.save(ada))
        #expect(local.save(ben) == isPossible)
    }

    @Test(
        "Lost update: two that read the same row and write what they make of it",
        arguments: zip(levels, [false, false, true]))
    func lostUpdate(level: DatabaseIsolation, isPossible: Bool) throws {
        let local = Self.services(level)
        let (first, second) = (local.begin(), local.begin())
        for (tx, taken) in [(first, 2), (second, 1)] {
            let left = try tx.get("stock", "sku-1")?["quantity"]?.integer ?? 0
            try tx.update("stock", "sku-1", ["quantity": .integer(left - Int64(taken))])
        }
        #expect(local.save(first))
        #expect(local.save(second) == isPossible)
        let left = local.committed.row("stock", "sku-1")?["quantity"]
        #expect(left == (isPossible ? 4 : 3))
    }

    @Test(
        "Compare and set: of two with the same condition one is saved, at every level",
        arguments: levels)
    func compareAndSet(level: DatabaseIsolation) throws {
        let local = Self.services(level)
        let (first, second) = (local.begin(), local.begin())
        for (tx, left) in [(first, 3), (second, 4)] {
            let isTaken = try tx.update("stock", "sku-1", ["quantity": .integer(Int64(left))]) {
                $0["quantity"] == 5
            }
            #expect(isTaken)
        }
        #expect(local.save(first))
        #expect(!local.save(second))
        let again = local.begin()
        let isTaken = try again.update("stock", "sku-1", ["quantity": 4]) { $0["quantity"] == 5 }
        #expect(!isTaken)
        #expect(local.committed.row("stock", "sku-1")?["quantity"] == 3)
    }

    @Test(
        "Non-repeatable read: the same row twice in one transaction",
        arguments: zip(levels, [false, false, true]))
    func nonRepeatableRead(level: DatabaseIsolation, isPossible: Bool) throws {
        let local = Self.services(level)
        let reader = local.begin()
        #expect(try reader.get("stock", "sku-1")?["quantity"] == 5)
        let writer = local.begin()
        try writer.update("stock", "sku-1", ["quantity": 1])
        try writer.insert("stock", "sku-2")
        #expect(local.save(writer))
        #expect(try reader.get("stock", "sku-1")?["quantity"] == (isPossible ? 1 : 5))
        #expect(try reader.scan("stock").count == (isPossible ? 2 : 1))
    }

    @Test("Nobody sees what is not saved, at any level", arguments: levels)
    func dirtyRead(level: DatabaseIsolation) throws {
        let local = Self.services(level)
        let writer = local.begin()
        try writer.update("stock", "sku-1", ["quantity": 0])
        #expect(try local.begin().get("stock", "sku-1")?["quantity"] == 5)
    }

    @Test("Of two that insert the same key one is saved, at every level", arguments: levels)
    func sameKey(level: DatabaseIsolation) throws {
        let local = Self.services(level)
        let (first, second) = (local.begin(), local.begin())
        for tx in [first, second] { try tx.insert("inbox", "evt-1") }
        #expect(local.save(first))
        #expect(!local.save(second))
        #expect(throws: DatabaseError.duplicateKey) { try local.begin().insert("inbox", "evt-1") }
    }

    @Test("A unique column has each value once, at every level", arguments: levels)
    func uniqueColumn(level: DatabaseIsolation) throws {
        let local = Self.services(level, unique: [.init("users", "email")])
        let (first, second) = (local.begin(), local.begin())
        try first.insert("users", "ada", ["email": "ada@shop"])
        try second.insert("users", "ben", ["email": "ada@shop"])
        #expect(local.save(first))
        #expect(!local.save(second))
        #expect(local.committed.rows("users").map(\.key) == ["ada"])
        let third = local.begin()
        #expect(throws: DatabaseError.duplicateKey) {
            try third.insert("users", "eve", ["email": "ada@shop"])
        }
        try third.insert("users", "eve", ["email": "eve@shop"])
        #expect(throws: DatabaseError.duplicateKey) {
            try third.update("users", "eve", ["email": "ada@shop"])
        }
        try third.update("users", "ada", ["email": "ada@shop", "name": "Ada"])
        #expect(local.save(third))
    }

    @Test("At read committed an update sets its own columns only, and sees its own changes")
    func columnsOnly() throws {
        let local = Self.services(.readCommitted)
        let (first, second) = (local.begin(), local.begin())
        try first.update("stock", "sku-1", ["shelf": "b"])
        try second.update("stock", "sku-1", ["quantity": 1])
        #expect(local.save(second))
        #expect(try first.get("stock", "sku-1") == ["quantity": 1, "shelf": "b"])
        #expect(local.save(first))
        #expect(local.committed.row("stock", "sku-1") == ["quantity": 1, "shelf": "b"])
    }
}
