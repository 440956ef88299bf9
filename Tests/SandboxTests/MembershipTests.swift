import EventBroker
import EventClient
import Sandbox
import Testing

@Suite("Who is a member in the sandbox, and what it waits for")
struct MembershipTests {
    let sandbox = Sandbox()
    private let zero = TopicPartition("orders", 0)
    private let one = TopicPartition("orders", 1)

    init() throws {
        try sandbox.perform(.createTopic("orders", partitions: 2))
    }

    @discardableResult
    private func perform(_ command: SandboxCommand) throws -> [SandboxEvent] {
        try sandbox.perform(command).map(\.event)
    }

    @discardableResult
    private func join(_ member: String, _ assignor: Assignor = .range) throws -> [SandboxEvent] {
        var joining = Joining(member: member, group: "g", topics: ["orders"])
        joining.assignor = assignor
        return try perform(.join(joining))
    }

    private func produce(_ count: Int, in transaction: String? = nil) throws {
        try perform(
            .produce(
                (0..<count).map { number in
                    var production = Production(topic: "orders", content: .value([1]))
                    production.partition = number % 2
                    production.transaction = transaction
                    return production
                }))
    }

    private func polled(_ events: [SandboxEvent]) -> Int {
        events.reduce(0) { count, event in
            if case .polled(_, let records) = event { count + records.count } else { count }
        }
    }

    private func view(_ member: String) throws -> MemberView {
        try #require(sandbox.memberViews.first { $0.name == member })
    }

    @Test("A group and a member without a name are refused at once")
    func emptyNames() {
        for (member, group) in [("m", ""), ("", "g")] {
            #expect(throws: SandboxError.self) {
                try perform(.join(Joining(member: member, group: group, topics: ["orders"])))
            }
        }
    }

    @Test("A topic that is named twice is one topic")
    func oneTopic() throws {
        try perform(.join(Joining(member: "m", group: "g", topics: ["orders", "orders"])))
        try perform(.commit(member: "m", Place(partition: 0, offset: 0)))
        #expect(sandbox.committed("g", zero) == 0)
    }

    // MARK: What they own

    @Test("Who was silent for too long owns nothing, whatever it believes")
    func evicted() throws {
        try join("a")
        try join("b")
        try perform(.pause(member: "b"))
        try perform(.wait(milliseconds: 20_000))
        #expect(try view("a").assignment == [zero, one])
        #expect(try view("b").assignment == [])
        #expect(try view("b").ownership.isMember == false)
        #expect(try view("b").ownership.believed == [one])
    }

    @Test("A dead process whose session lasts is a member beside the one that is started anew")
    func former() throws {
        try join("a")
        try perform(.crash(member: "a"))
        try perform(.restart(member: "a"))
        #expect(sandbox.formerMemberViews.map(\.name) == ["a"])
        #expect(sandbox.formerMemberViews.map(\.isFormer) == [true])
        #expect(sandbox.group("g").members.count == 2)
        try perform(.wait(milliseconds: 10_000))
        #expect(sandbox.formerMemberViews.isEmpty)
    }

    @Test("What a member has given back in a rebalance that lasts is not its own")
    func givenBack() throws {
        try join("a")
        try join("c")
        try perform(.pause(member: "c"))
        #expect(try join("e").contains(.revoked(member: "a", [zero])))
        #expect(try view("a").assignment == [])
        #expect(try view("a").isWaiting)
    }

    @Test("More partitions of one topic make only those join again who read it")
    func growth() throws {
        try perform(.createTopic("other", partitions: 1))
        try join("a")
        try perform(.growTopic("other", partitions: 4))
        #expect(
            try perform(.wait(milliseconds: 600_000)) == [.timePassed(milliseconds: 600_000)])
    }

    // MARK: What they wait for

    @Test("That a member waits is told when it begins to, and not again")
    func waitsOnce() throws {
        try join("a")
        try perform(.pause(member: "a"))
        #expect(try join("b").contains(.waiting(member: "b")))
        try perform(.createTopic("x", partitions: 1))
        #expect(
            try perform(.wait(milliseconds: 1_000)) == [.timePassed(milliseconds: 1_000)])
    }

    @Test(
        "Offsets in a transaction are waited for by the sandbox's clock, for as long as it is open")
    func unstableOffsets() throws {
        try produce(4)
        try join("a")
        try join("b")
        try perform(.poll(member: "a", atMost: nil))
        try perform(.beginTransaction("t"))
        try perform(.commit(member: "a", nil, transaction: "t"))
        #expect(
            try perform(.leave(member: "a")).contains(.waiting(member: "b", for: .transaction)))
        #expect(throws: SandboxError.waits("b", for: .transaction)) {
            try perform(.poll(member: "b", atMost: nil))
        }
        try perform(.endTransaction("t", commits: true))
        try perform(.wait(milliseconds: 1_000))
        #expect(polled(try perform(.poll(member: "b", atMost: nil))) == 2)
    }

    // MARK: What they read

    @Test("A cooperative member reads what it keeps while its group waits for another")
    func cooperative() throws {
        try produce(4)
        try join("a", .cooperativeSticky)
        try join("c", .cooperativeSticky)
        try perform(.crash(member: "c"))
        try perform(.restart(member: "c"))
        #expect(try view("a").isWaiting)
        #expect(polled(try perform(.poll(member: "a", atMost: nil))) == 2)
        #expect(throws: SandboxError.waits("a")) { try perform(.commit(member: "a", nil)) }
        try perform(.wait(milliseconds: 10_000))
        #expect(try view("a").isWaiting == false)
        #expect(sandbox.group("g").members.count == 2)
    }

    @Test("A poll from an offset that the log doesn't have says so, and goes on where it is reset")
    func outOfRange() throws {
        try produce(1)
        try join("m")
        try perform(.seek(member: "m", Place(partition: 0, offset: 9)))
        let events = try perform(.poll(member: "m", atMost: nil))
        #expect(events.first == .positionOutOfRange(member: "m", PartitionOffset(zero, 9)))
        #expect(polled(events) == 1)
    }
}
