import Testing

@testable import Eventlings

/// Transactions that overlap, by hand and generated: what is saved could have come about one after
/// the other.
@Suite("Serialisable transactions")
struct SerialisabilityTests {
    @Test("Of two that read what the other writes, only one is saved (write skew)")
    func writeSkew() throws {
        var state = try DatabaseState(onDuty: ["ada", "ben"])
        let ada = Transaction(on: state)
        let ben = Transaction(on: state)
        for (tx, name) in [(ada, "ada"), (ben, "ben")] {
            #expect(try tx.get("doctors", name == "ada" ? "ben" : "ada") != nil)
            try tx.delete("doctors", name)
        }
        let saved = [ada, ben].map { state.save($0.changes) }
        #expect(saved == [true, false])
        #expect(state.rows("doctors").map(\.key) == ["ben"])
    }

    @Test("A row that another transaction inserts or deletes conflicts with a scan (phantom)")
    func phantoms() throws {
        let start = try DatabaseState(onDuty: ["ada"])
        let inserting = Transaction(on: start)
        try inserting.insert("doctors", "ben")
        let deleting = Transaction(on: start)
        try deleting.delete("doctors", "ada")
        for other in [inserting, deleting] {
            var state = start
            let counting = Transaction(on: state)
            let count = try counting.scan("doctors").count
            try counting.insert("figures", "doctors", ["count": .integer(Int64(count))])
            let saved = [other, counting].map { state.save($0.changes) }
            #expect(saved == [true, false])
        }
    }

    @Test("Looking for a row that is not there conflicts with its insertion")
    func missingRow() throws {
        var state = DatabaseState()
        let first = Transaction(on: state)
        let second = Transaction(on: state)
        try first.insert("inbox", "evt-1")
        try second.insert("inbox", "evt-1")
        let saved = [second, first].map { state.save($0.changes) }
        #expect(saved == [true, false])
    }

    @Test("Transactions that touch different rows do not conflict")
    func differentRows() throws {
        var state = try DatabaseState(onDuty: ["ada", "ben"])
        let ada = Transaction(on: state)
        let ben = Transaction(on: state)
        try ada.update("doctors", "ada", ["phone": 1])
        try ben.update("doctors", "ben", ["phone": 2])
        let saved = [ada, ben].map { state.save($0.changes) }
        #expect(saved == [true, true])
    }

    @Test("A save that arrives twice is refused the second time")
    func savedTwice() throws {
        var state = DatabaseState()
        let transaction = Transaction(on: state)
        try transaction.insert("inbox", "evt-1")
        let saved = [transaction, transaction].map { state.save($0.changes) }
        #expect(saved == [true, false])
    }

    @Test(
        "The weaker the level, the more interleavings equal no serial order; at the strongest none")
    func weakerLevels() throws {
        var anomalies: [DatabaseIsolation: Int] = [:]
        for level in [DatabaseIsolation.serialisable, .snapshot, .readCommitted] {
            var random = SplitMix64(seed: 5)
            anomalies[level] = try (1...1_000).count { _ in
                try !Interleaving(using: &random).played(at: level).equalsSomeSerialOrder
            }
        }
        let serialisable = try #require(anomalies[.serialisable])
        let snapshot = try #require(anomalies[.snapshot])
        let readCommitted = try #require(anomalies[.readCommitted])
        #expect(serialisable == 0)
        #expect(snapshot > 10)
        #expect(readCommitted > 2 * snapshot, "\(anomalies)")
    }

    @Test("Every generated interleaving of transactions equals some serial order of the saved ones")
    func generatedInterleavings() throws {
        var random = SplitMix64(seed: 3)
        var refused = 0
        var saved = 0
        for _ in 1...4_000 {
            let interleaving = Interleaving(using: &random)
            let outcome = try interleaving.played()
            #expect(outcome.equalsSomeSerialOrder, "\(interleaving)")
            refused += interleaving.transactions.count - outcome.ended.count
            saved += outcome.ended.count
        }
        #expect(refused > 1_000, "the generated transactions hardly conflict")
        #expect(saved > 4_000, "the generated transactions hardly end well")
    }
}

extension DatabaseState {
    fileprivate init(onDuty doctors: [String]) throws {
        self.init()
        let transaction = Transaction(on: self)
        for doctor in doctors { try transaction.insert("doctors", doctor) }
        _ = save(transaction.changes)
    }
}
