import Testing

@testable import Eventlings

@Suite("Database transactions")
struct DatabaseTests {
    @Test("What a transaction changes is there for the next one, in full")
    func saves() async throws {
        let database = Database(LocalServices())
        try await database.transaction { tx in
            try tx.insert("orders", "order-2", ["status": "pending", "amount": 40])
            try tx.insert("orders", "order-1")
        }
        let rows = try await database.transaction { tx in try tx.scan("orders") }
        #expect(rows.map(\.key) == ["order-1", "order-2"])
        #expect(rows.map(\.row) == [[:], ["status": "pending", "amount": 40]])
    }

    @Test("A transaction sees its own changes, and nobody else does before it is saved")
    func ownWrites() throws {
        var state = DatabaseState()
        let tx = Transaction(on: state)
        try tx.insert("orders", "order-2", ["amount": 2])
        try tx.insert("orders", "order-1", ["amount": 1])
        try tx.update("orders", "order-2", ["amount": 20])
        #expect(try tx.get("orders", "order-2") == ["amount": 20])
        #expect(try tx.scan("orders").map(\.key) == ["order-1", "order-2"])
        try tx.delete("orders", "order-1")
        #expect(try tx.scan("orders").map(\.key) == ["order-2"])
        try tx.insert("orders", "order-1", ["amount": 3])
        #expect(state == DatabaseState())
        let isSaved = state.save(tx.changes)
        #expect(isSaved)
        #expect(state.rows("orders").map(\.row) == [["amount": 3], ["amount": 20]])
    }

    @Test("Inserting a key that is there is refused, and leaves its row alone")
    func duplicateKey() async throws {
        let local = LocalServices()
        let database = Database(local)
        try await database.transaction { tx in try tx.insert("orders", "order-1", ["amount": 1]) }
        await #expect(throws: DatabaseError.duplicateKey) {
            try await database.transaction { tx in
                try tx.insert("orders", "order-1", ["amount": 2])
            }
        }
        #expect(local.services.database.row("orders", "order-1") == ["amount": 1])
    }

    @Test("A final value that a transaction changes or deletes is noted; one put back in it is not")
    func finalValues() throws {
        var state = DatabaseState(final: .init("outcomes", "outcome", ["accepted", "refused"]))
        func save(_ body: (Transaction) throws -> Void) throws {
            let tx = Transaction(on: state)
            try body(tx)
            let isSaved = state.save(tx.changes)
            #expect(isSaved)
        }
        try save { try $0.insert("outcomes", "order-1", ["outcome": "pending"]) }
        try save { try $0.update("outcomes", "order-1", ["outcome": "refused"]) }
        try save { tx in
            try tx.delete("outcomes", "order-1")
            try tx.insert("outcomes", "order-1", ["outcome": "refused", "by": "clerk"])
        }
        #expect(state.overturned == nil)
        var other = state
        try save { try $0.update("outcomes", "order-1", ["outcome": "accepted"]) }
        #expect(state.overturned == .init(key: "order-1", value: "refused"))
        swap(&state, &other)
        try save { try $0.delete("outcomes", "order-1") }
        #expect(state.overturned == .init(key: "order-1", value: "refused"))
    }

    @Test("An update takes over the given columns if its condition holds, and says whether it did")
    func conditionalUpdate() throws {
        let tx = Transaction(on: DatabaseState())
        try tx.insert("orders", "order-1", ["status": "pending", "amount": 40])
        let isPending = { (row: Row) in row["status"] == "pending" }
        #expect(try tx.update("orders", "order-1", ["status": "paid"], where: isPending))
        #expect(try !tx.update("orders", "order-1", ["status": "lost"], where: isPending))
        #expect(try !tx.update("orders", "order-2", ["status": "paid"]))
        #expect(try tx.get("orders", "order-1") == ["status": "paid", "amount": 40])
        #expect(try tx.get("orders", "order-2") == nil)
    }

    @Test("Deleting says whether there was a row, and the row is gone")
    func deletion() async throws {
        let local = LocalServices()
        let database = Database(local)
        try await database.transaction { tx in try tx.insert("orders", "order-1") }
        let deleted = try await database.transaction { tx in
            [try tx.delete("orders", "order-1"), try tx.delete("orders", "order-1")]
        }
        #expect(deleted == [true, false])
        #expect(local.services.database.rows("orders").isEmpty)
    }

    @Test("After a conflict the body runs again, on what the others have saved")
    func conflict() async throws {
        let local = LocalServices { saves, services in
            if saves == 1 { setBalance(100, in: &services) }
        }
        let database = Database(local)
        try await database.transaction { tx in try tx.insert("accounts", "ada", ["balance": 1]) }
        var seen: [Int64] = []
        let result = try await database.transaction { tx in
            let balance = try tx.get("accounts", "ada")?["balance"]?.integer ?? 0
            seen.append(balance)
            try tx.update("accounts", "ada", ["balance": .integer(balance + 1)])
            return balance + 1
        }
        #expect(seen == [1, 100])
        #expect(result == 101)
        #expect(local.services.database.row("accounts", "ada") == ["balance": 101])
    }

    @Test("A transaction that others disturb for ever gives up, and saves nothing")
    func endlessConflict() async throws {
        let local = LocalServices { saves, services in setBalance(Int64(saves), in: &services) }
        var runs = 0
        await #expect(throws: DatabaseError.conflict) {
            try await Database(local).transaction { tx in
                runs += 1
                if try tx.get("accounts", "ada") == nil { try tx.insert("accounts", "ada") }
                try tx.update("accounts", "ada", ["balance": -1])
            }
        }
        #expect(runs == 50)
        #expect(local.services.database.row("accounts", "ada") == ["balance": 49])
    }

    @Test("A body that throws saves nothing, and its error comes out")
    func throwingBody() async throws {
        struct Refused: Error {}
        let local = LocalServices()
        await #expect(throws: Refused.self) {
            try await Database(local).transaction { tx in
                try tx.insert("orders", "order-1")
                throw Refused()
            }
        }
        #expect(local.calls == [.begin])
        #expect(local.services.database == DatabaseState())
    }

    @Test("A transaction that only reads asks for nothing to be saved")
    func readOnly() async throws {
        let local = LocalServices()
        let row = try await Database(local).transaction { tx in
            try tx.update("orders", "order-1", ["status": "paid"])
            return try tx.get("orders", "order-1")
        }
        #expect(row == nil)
        #expect(local.calls == [.begin])
    }

    @Test("A lost call is a timeout; only a lost answer to the save leaves it saved")
    func timeouts() async throws {
        let cases: [(call: Int, LocalServices.Mishap, rows: Int)] = [
            (0, .lostRequest, 0), (0, .lostAnswer, 0), (1, .lostRequest, 0), (1, .lostAnswer, 1),
        ]
        for (call, mishap, rows) in cases {
            let local = LocalServices(mishaps: [call: mishap])
            await #expect(throws: DatabaseError.timedOut) {
                try await Database(local).transaction { tx in try tx.insert("orders", "order-1") }
            }
            #expect(local.services.database.rows("orders").count == rows)
        }
    }
}

/// What another transaction does to Ada's account.
private func setBalance(_ balance: Int64, in services: inout Services) {
    let transaction = Transaction(on: services.database)
    try? transaction.insert("accounts", "ada")
    _ = try? transaction.update("accounts", "ada", ["balance": .integer(balance)])
    _ = services.database.save(transaction.changes)
}
