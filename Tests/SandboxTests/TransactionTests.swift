import EventBroker
import EventClient
import EventLog
import Testing

@testable import Sandbox

@Suite("Transactions in the sandbox") struct TransactionTests {
    let sandbox = Sandbox()

    init() throws {
        try sandbox.perform(.createTopic("orders", partitions: 1))
        var reader = Joining(member: "a1", group: "audit", topics: ["orders"])
        reader.readsCommitted = true
        try sandbox.perform(.join(reader))
    }

    private func produce(_ value: String, in transaction: String?) throws {
        var production = Production(
            topic: "orders", key: value, content: .value(Array(value.utf8)))
        production.transaction = transaction
        try sandbox.perform(.produce([production]))
    }

    private func polled() throws -> [String] {
        try sandbox.perform(.poll(member: "a1", atMost: nil)).flatMap { happening in
            if case .polled(_, let records) = happening.event {
                return records.map { $0.key ?? "" }
            }
            return []
        }
    }

    private func standings() -> [LogEntry.Standing] {
        sandbox.entries(in: TopicPartition("orders", 0), from: 0).map(\.standing)
    }

    @Test("A member that reads what is committed waits for the end of an open transaction")
    func commits() throws {
        try sandbox.perform(.beginTransaction("t1"))
        try produce("one", in: "t1")
        try produce("beside", in: nil)
        #expect(standings() == [.waits, .waits])
        #expect(try polled() == [])
        let told = try sandbox.perform(.endTransaction("t1", commits: true)).map(\.event)
        #expect(told == [.transactionEnded("t1", commits: true)])
        #expect(standings() == [.seen, .seen, .marker(.commit)])
        #expect(sandbox.recordCount(of: TopicPartition("orders", 0)) == 2)
        #expect(try polled() == ["one", "beside"])
    }

    @Test("What was aborted stays in the log and is skipped, and the next transaction is seen")
    func aborts() throws {
        try sandbox.perform(.beginTransaction("t1"))
        try produce("one", in: "t1")
        try sandbox.perform(.endTransaction("t1", commits: false))
        try sandbox.perform(.beginTransaction("t1"))
        try produce("two", in: "t1")
        try sandbox.perform(.endTransaction("t1", commits: true))
        #expect(standings() == [.aborted, .marker(.abort), .seen, .marker(.commit)])
        #expect(try polled() == ["two"])
    }

    @Test("A commit in a transaction counts when the transaction ends, and not if it is aborted")
    func offsets() throws {
        try produce("one", in: nil)
        _ = try polled()
        let partition = TopicPartition("orders", 0)
        for (commits, committed) in [(false, nil), (true, 1)] as [(Bool, Int64?)] {
            try sandbox.perform(.beginTransaction("t1"))
            try sandbox.perform(.commit(member: "a1", nil, transaction: "t1"))
            #expect(sandbox.committed("audit", partition) == nil)
            try sandbox.perform(.endTransaction("t1", commits: commits))
            #expect(sandbox.committed("audit", partition) == committed)
        }
    }

    @Test("A transaction that is open for a minute is aborted by the broker, and its producer told")
    func timesOut() throws {
        try sandbox.perform(.beginTransaction("t1"))
        try produce("one", in: "t1")
        try sandbox.perform(.wait(milliseconds: 120_000))
        #expect(standings() == [.aborted, .marker(.abort)])
        let told = try sandbox.perform(.endTransaction("t1", commits: true)).map(\.event)
        guard case .transactionFailed("t1", doing: "committing", _)? = told.first else {
            Issue.record("\(told)")
            return
        }
        try sandbox.perform(.beginTransaction("t1"))
        try sandbox.perform(.endTransaction("t1", commits: true))
    }

    @Test("That the broker aborts a transaction is told when it does, and then how to go on")
    func tellsTimeout() throws {
        try sandbox.perform(.beginTransaction("t1"))
        try produce("one", in: "t1")
        let told = try sandbox.perform(.wait(milliseconds: 120_000))
        #expect(told.first?.event == .transactionTimedOut("t1"))
        #expect(told.first?.elapsed == 60_000)
        var late = Production(topic: "orders", key: "two", content: .value([1]))
        late.transaction = "t1"
        let events = try sandbox.perform(.produce([late])).map(\.event)
        guard case .notSent(["two"], let reason)? = events.first, events.count == 1 else {
            Issue.record("\(events)")
            return
        }
        #expect(reason.contains("`transaction begin t1`"))
        try sandbox.perform(.beginTransaction("t1"))
        try produce("three", in: "t1")
        try sandbox.perform(.endTransaction("t1", commits: true))
        #expect(try polled() == ["three"])
    }

    @Test("A commit that nobody answers may be done or not, and it is said how to ask again")
    func unansweredCommit() throws {
        try sandbox.perform(.beginTransaction("t1"))
        try produce("one", in: "t1")
        try sandbox.perform(.stopBroker)
        try sandbox.perform(.endTransaction("t1", commits: true))
        let told = try sandbox.perform(.wait(milliseconds: 90_000)).map(\.event)
        let reasons = told.compactMap { event -> String? in
            if case .transactionFailed(_, doing: _, let reason) = event { reason } else { nil }
        }
        #expect(reasons.count == 1)
        #expect(reasons.first?.contains("`transaction commit t1` asks again") == true)
        #expect(reasons.first?.contains("record") == false)
    }

    @Test("What makes no sense is refused by one sentence")
    func refusals() throws {
        #expect(throws: SandboxError.noOpenTransaction("t1", open: [])) {
            try sandbox.perform(.endTransaction("t1", commits: true))
        }
        try sandbox.perform(.beginTransaction("t1"))
        #expect(throws: SandboxError.transactionIsOpen("t1")) {
            try sandbox.perform(.beginTransaction("t1"))
        }
        #expect(throws: SandboxError.noOpenTransaction("t2", open: ["t1"])) {
            try produce("one", in: "t2")
        }
    }

    @Test("A copy has the same transactions, open and ended")
    func copies() throws {
        try sandbox.perform(.beginTransaction("t1"))
        try produce("one", in: "t1")
        let copy = sandbox.copy()
        try copy.perform(.endTransaction("t1", commits: true))
        #expect(standings() == [.waits])
        #expect(copy.entries(in: TopicPartition("orders", 0), from: 0).count == 2)
    }
}

@Suite("Retention and compaction in the sandbox") struct CleaningTests {
    let sandbox = Sandbox()
    private let partition = TopicPartition("prices", 0)

    private func create(_ change: (inout TopicConfiguration) -> Void) throws {
        var configuration = TopicConfiguration()
        change(&configuration)
        try sandbox.perform(.createTopic("prices", partitions: 1, configuration))
    }

    private func produce(_ pairs: KeyValuePairs<String, String>) throws {
        try sandbox.perform(
            .produce(
                pairs.map {
                    Production(topic: "prices", key: $0.key, content: .value(Array($0.value.utf8)))
                }))
    }

    private func wait() throws -> [SandboxEvent] {
        try sandbox.perform(.wait(milliseconds: 300_000)).map(\.event)
    }

    @Test("Records that are too old go, and it is told")
    func retention() throws {
        try create { $0.retention = .seconds(60) }
        try produce(["a": "1", "b": "2"])
        #expect(try wait().contains(.deletedOld(in: partition, before: 2)))
        #expect(sandbox.startOffset(of: partition) == 2)
        #expect(sandbox.endOffset(of: partition) == 2)
    }

    @Test("Of each key the last record stays once its segment is full, and it is told")
    func compaction() throws {
        try create {
            $0.cleanupPolicy = .compact
            $0.segment = .seconds(60)
        }
        try produce(["a": "1", "a": "2", "b": "1"])
        // The newest segment is never compacted.
        #expect(try !wait().contains(.compacted(partition, gone: 1)))
        try produce(["a": "3"])
        #expect(try wait().contains(.compacted(partition, gone: 1)))
        #expect(sandbox.records(in: partition, from: 0).map(\.offset) == [1, 2, 3])
        #expect(sandbox.recordCount(of: partition) == 3)
    }

    @Test("Compaction forgets the key of a tombstone at once, and the tombstone a day after")
    func tombstone() throws {
        try create {
            $0.cleanupPolicy = .compact
            $0.segment = .seconds(60)
        }
        try produce(["tea": "3"])
        try sandbox.perform(
            .produce([Production(topic: "prices", key: "tea", content: .tombstone)]))
        try sandbox.perform(.wait(milliseconds: 120_000))
        try produce(["milk": "1"])
        _ = try wait()
        #expect(sandbox.records(in: partition, from: 0).map(\.offset) == [1, 2])
        try sandbox.perform(.wait(milliseconds: 23 * 3_600_000))
        #expect(sandbox.recordCount(of: partition) == 2)
        try sandbox.perform(.wait(milliseconds: 3_600_000 + 300_000))
        #expect(sandbox.records(in: partition, from: 0).map(\.key) == ["milk"])
    }
}
