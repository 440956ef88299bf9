import EventBroker
import EventClient
import Sandbox
import Testing

@Suite("A sandbox")
struct SandboxTests {
    let sandbox = Sandbox()

    init() throws {
        try sandbox.perform(.createTopic("orders", partitions: 2))
    }

    /// order-1 belongs to partition 0, order-2 and order-3 to partition 1.
    private func produce(_ keys: String...) throws -> [SandboxEvent] {
        try perform(
            .produce(keys.map { Production(topic: "orders", key: $0, content: .value([1])) }))
    }

    private func join(_ member: String) throws -> [SandboxEvent] {
        try perform(.join(Joining(member: member, group: "billing", topics: ["orders"])))
    }

    private func perform(_ command: SandboxCommand) throws -> [SandboxEvent] {
        try sandbox.perform(command).map(\.event)
    }

    private func labels(_ events: [SandboxEvent]) -> [String] {
        events.flatMap { (event) -> [String] in
            guard case .polled(_, let records) = event else { return [] }
            return records.compactMap(\.key)
        }
    }

    private let zero = TopicPartition("orders", 0)
    private let one = TopicPartition("orders", 1)

    @Test("A record with a key goes where Kafka's Java client would put it")
    func partitioning() throws {
        #expect(
            try produce("order-1", "order-2") == [
                .appended(["order-1"], to: zero, offset: 0, isAgain: false),
                .appended(["order-2"], to: one, offset: 0, isAgain: false),
            ])
    }

    @Test("Members join, share and take over within the command that makes them")
    func rebalance() throws {
        #expect(
            try join("a") == [
                .joining(member: "a", group: "billing"), .assigned(member: "a", [zero, one]),
            ])
        #expect(
            try join("b") == [
                .joining(member: "b", group: "billing"), .revoked(member: "a", [zero, one]),
                .assigned(member: "a", [zero]), .assigned(member: "b", [one]),
            ])
        #expect(
            try perform(.leave(member: "a")) == [
                .revoked(member: "a", [zero]), .left(member: "a", group: "billing"),
                .revoked(member: "b", [one]), .assigned(member: "b", [zero, one]),
            ])
    }

    @Test("A poll hands out as many as asked for; a commit is where the group goes on")
    func pollAndCommit() throws {
        _ = try produce("order-1", "order-2", "order-3")
        _ = try join("a")
        #expect(labels(try perform(.poll(member: "a", atMost: 2))) == ["order-1", "order-2"])
        #expect(sandbox.committed("billing", zero) == nil)
        _ = try perform(.commit(member: "a", nil))
        #expect(sandbox.committed("billing", zero) == 1)
        #expect(sandbox.lag(of: "billing") == 1)
        _ = try perform(.commit(member: "a", Place(partition: 1, offset: 0)))
        _ = try perform(.crash(member: "a"))
        _ = try perform(.restart(member: "a"))
        _ = try perform(.wait(milliseconds: 10_000))
        #expect(labels(try perform(.poll(member: "a", atMost: nil))) == ["order-2", "order-3"])
    }

    @Test("Nobody is evicted while time stands still, nor while it passes for a running member")
    func liveness() throws {
        _ = try join("a")
        #expect(
            try perform(.wait(milliseconds: 3_600_000)) == [.timePassed(milliseconds: 3_600_000)])
        #expect(sandbox.group("billing").members.map(\.clientID) == ["a"])
    }

    @Test("A crashed member's partitions go to others at its session timeout, not before")
    func eviction() throws {
        _ = try join("a")
        _ = try join("b")
        _ = try perform(.crash(member: "a"))
        #expect(
            try perform(.wait(milliseconds: 9_999)) == [.timePassed(milliseconds: 9_999)])
        #expect(
            try perform(.wait(milliseconds: 1)) == [
                .evicted(member: "a", group: "billing"), .revoked(member: "b", [one]),
                .assigned(member: "b", [zero, one]), .timePassed(milliseconds: 1),
            ])
    }

    @Test("A wait that is stopped ends where the clock is, and is kept as what it was")
    func stoppedWait() throws {
        _ = try join("a")
        _ = try perform(.crash(member: "a"))
        var looks = 0
        let events = try sandbox.perform(.wait(milliseconds: 3_600_000)) {
            looks += 1
            return looks > 1
        }
        #expect(
            events.map(\.event) == [
                .evicted(member: "a", group: "billing"), .timePassed(milliseconds: 10_000),
            ])
        #expect(sandbox.elapsed == 10_000)
        #expect(sandbox.commands.last == .wait(milliseconds: 10_000))
    }

    @Test("When a restarted member's former life is evicted, it is not the living one that goes")
    func formerLife() throws {
        _ = try join("a")
        _ = try perform(.crash(member: "a"))
        _ = try perform(.restart(member: "a"))
        #expect(
            try perform(.wait(milliseconds: 10_000)) == [
                .evicted(member: "a", group: "billing", isFormer: true),
                .assigned(member: "a", [zero, one]), .timePassed(milliseconds: 10_000),
            ])
    }

    @Test("What is committed beyond the end of one partition hides no lag of another")
    func negativeLag() throws {
        _ = try produce("order-2")
        _ = try join("a")
        let events = try perform(.commit(member: "a", Place(partition: 0, offset: 9)))
        guard case .outOfRange(let remark)? = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(remark.place == PartitionOffset(zero, 9) && remark.log == 0...0 && !remark.isGone)
        #expect(sandbox.lag(of: "billing", in: zero) == -9)
        #expect(sandbox.lag(of: "billing") == 1)
    }

    @Test("A paused member wakes up with what it held, and its commit is refused")
    func zombie() throws {
        _ = try produce("order-1")
        _ = try join("a")
        _ = try join("b")
        _ = try perform(.poll(member: "a", atMost: nil))
        _ = try perform(.pause(member: "a"))
        _ = try perform(.wait(milliseconds: 11_000))
        #expect(try perform(.resume(member: "a")) == [.resumed(member: "a")])
        let refusal = try perform(.commit(member: "a", nil))
        guard case .failed("a", "commit", _) = refusal.first else {
            Issue.record("\(refusal)")
            return
        }
        #expect(refusal.contains(.lost(member: "a", [zero])))
        #expect(sandbox.committed("billing", zero) == nil)
    }

    @Test("A member that waits for its group says so, and can be told nothing meanwhile")
    func waiting() throws {
        _ = try join("a")
        _ = try perform(.pause(member: "a"))
        #expect(
            try join("b") == [
                .joining(member: "b", group: "billing"), .waiting(member: "b"),
            ])
        #expect(throws: SandboxError.waits("b")) { try perform(.poll(member: "b", atMost: nil)) }
        #expect(
            try perform(.wait(milliseconds: 10_000)).contains(.assigned(member: "b", [zero, one])))
    }

    @Test("A lost answer makes the producer send again after 30 s: the record is there twice")
    func lostAnswer() throws {
        _ = try perform(.lose(.answer))
        #expect(
            try produce("order-1") == [
                .appended(["order-1"], to: zero, offset: 0, isAgain: false),
                .lostAnswer(["order-1"]),
            ])
        #expect(
            try perform(.wait(milliseconds: 30_000)) == [
                .noAnswer(["order-1"]),
                .appended(["order-1"], to: zero, offset: 1, isAgain: true),
                .timePassed(milliseconds: 30_000),
            ])
    }

    @Test("A lost request makes the producer send again: the record is there once")
    func lostRequest() throws {
        _ = try perform(.lose(.request))
        #expect(try produce("order-1") == [.lostRequest(["order-1"])])
        #expect(sandbox.endOffset(of: zero) == 0)
        #expect(
            try perform(.wait(milliseconds: 30_000)) == [
                .noAnswer(["order-1"]),
                .appended(["order-1"], to: zero, offset: 0, isAgain: false),
                .timePassed(milliseconds: 30_000),
            ])
    }

    @Test("An idempotent producer sends again as well, and the record is there once")
    func lostAnswerOfIdempotent() throws {
        _ = try perform(.lose(.answer))
        _ = try produceIdempotently("order-1")
        #expect(
            try perform(.wait(milliseconds: 30_000)) == [
                .noAnswer(["order-1"]), .recognised(["order-1"], in: zero),
                .timePassed(milliseconds: 30_000),
            ])
        #expect(
            try produceIdempotently("order-2") == [
                .appended(["order-2"], to: zero, offset: 1, isAgain: false)
            ])
    }

    @Test(
        "What an idempotent producer sends behind a lost request is held back, and stays in order")
    func lostRequestOfIdempotent() throws {
        _ = try produceIdempotently("order-0")
        _ = try perform(.lose(.request))
        #expect(
            try produceIdempotently("order-1", "order-2") == [
                .lostRequest(["order-1"]), .heldBack(["order-2"], from: zero),
            ])
        _ = try perform(.wait(milliseconds: 30_000))
        #expect(sandbox.records(in: zero, from: 0).map(\.key) == ["order-0", "order-1", "order-2"])
    }

    private func produceIdempotently(_ keys: String...) throws -> [SandboxEvent] {
        try perform(
            .produce(
                keys.map { key in
                    var production = Production(topic: "orders", key: key, content: .value([1]))
                    production.partition = 0
                    production.isIdempotent = true
                    return production
                }))
    }

    @Test("While the broker is stopped nothing arrives; when it is back, all goes on as it was")
    func brokerStop() throws {
        _ = try join("a")
        _ = try perform(.stopBroker)
        #expect(throws: SandboxError.brokerIsStopped) { try perform(.stopBroker) }
        #expect(try produce("order-1").contains(.unreachable("producer")))
        #expect(sandbox.endOffset(of: zero) == 0)
        _ = try perform(.startBroker)
        #expect(sandbox.endOffset(of: zero) == 1)
        #expect(labels(try perform(.poll(member: "a", atMost: nil))) == ["order-1"])
    }

    @Test("More partitions are seen by the producer at once and by members within 5 minutes")
    func growth() throws {
        _ = try join("a")
        _ = try perform(.growTopic("orders", partitions: 3))
        #expect(throws: SandboxError.invalidPartitionCount(3)) {
            try perform(.growTopic("orders", partitions: 3))
        }
        #expect(try perform(.wait(milliseconds: 299_999)).count == 1)
        #expect(
            try perform(.wait(milliseconds: 1)).contains(
                .assigned(member: "a", [zero, one, TopicPartition("orders", 2)])))
    }

    @Test("The same commands make an equal copy, from which both go their own ways")
    func copy() throws {
        _ = try produce("order-1", "order-2", "order-3")
        _ = try join("a")
        _ = try join("b")
        _ = try perform(.poll(member: "a", atMost: nil))
        _ = try perform(.commit(member: "a", nil))
        let copy = sandbox.copy()
        #expect(copy.story == sandbox.story)
        #expect(copy.memberViews == sandbox.memberViews)
        #expect(copy.group("billing") == sandbox.group("billing"))
        try copy.perform(.crash(member: "a"))
        #expect(sandbox.memberViews.allSatisfy { $0.condition == .running })
    }

    @Test("Members commit by themselves in a poll, when 5 s have passed since the last time")
    func automaticCommit() throws {
        _ = try produce("order-1")
        var joining = Joining(member: "a", group: "billing", topics: ["orders"])
        joining.commitsAutomatically = true
        _ = try perform(.join(joining))
        _ = try perform(.poll(member: "a", atMost: nil))
        _ = try perform(.wait(milliseconds: 60_000))
        #expect(sandbox.committed("billing", zero) == nil)
        _ = try perform(.poll(member: "a", atMost: nil))
        #expect(sandbox.committed("billing", zero) == 1)
    }

    @Test("An event gets its id and its time from the sandbox, and money stays text")
    func events() throws {
        let fields = [("orderId", "o-1"), ("total", "89.90"), ("lines", "2"), ("gift", "true")]
        let content = Production.Content.event(
            type: "OrderPlaced", fields: fields.map { .init(name: $0.0, value: $0.1) })
        _ = try perform(.wait(milliseconds: 1_500))
        _ = try perform(.produce([Production(topic: "orders", key: "order-1", content: content)]))
        let value = try #require(sandbox.records(in: zero, from: 0).first?.value)
        #expect(
            String(decoding: value, as: UTF8.self) == """
                {"id":"evt-1","payload":{"gift":true,"lines":2,"orderId":"o-1","total":"89.90"},\
                "time":"2026-01-01T00:00:01.500Z","type":"OrderPlaced"}
                """)
    }

    @Test("What can't be done is refused, and changes nothing")
    func refusals() throws {
        _ = try join("a")
        let refused: [(SandboxCommand, SandboxError)] = [
            (.createTopic("orders", partitions: 1), .topicExists("orders")),
            (.createTopic("a b", partitions: 1), .invalidTopicName("a b")),
            (.createTopic("x", partitions: 0), .invalidPartitionCount(0)),
            (.poll(member: "z", atMost: nil), .unknownMember("z", known: ["a"])),
            (.resume(member: "a"), .notPaused("a")),
            (.restart(member: "a"), .notCrashed("a")),
            (
                .join(Joining(member: "a", group: "g", topics: ["orders"])),
                .memberExists("a", group: "billing")
            ),
            (
                .join(Joining(member: "b", group: "g", topics: ["nope"])),
                .unknownTopic("nope", known: ["orders"])
            ),
            (
                .commit(member: "a", Place(partition: 7, offset: 0)),
                .noSuchPartition(topic: "orders", partition: 7, count: 2)
            ),
            (.startBroker, .brokerIsRunning),
        ]
        let story = sandbox.story
        for (command, error) in refused {
            #expect(throws: error) { try perform(command) }
            #expect(!error.description.isEmpty)
        }
        #expect(sandbox.story == story)
    }
}
