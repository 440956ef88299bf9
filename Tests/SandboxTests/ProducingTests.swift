import EventBroker
import EventLog
import Sandbox
import Testing

@Suite("What becomes of records in the sandbox")
struct ProducingTests {
    let sandbox = Sandbox()
    private let zero = TopicPartition("orders", 0)

    init() throws {
        try sandbox.perform(.createTopic("orders", partitions: 1))
    }

    @discardableResult
    private func produce(_ values: String..., to topic: String = "orders") throws -> [SandboxEvent]
    {
        try perform(
            .produce(
                values.map { Production(topic: topic, content: .value(Array($0.utf8))) }))
    }

    @discardableResult
    private func perform(_ command: SandboxCommand) throws -> [SandboxEvent] {
        try sandbox.perform(command).map(\.event)
    }

    private func unsent(_ events: [SandboxEvent]) -> [[String]: String] {
        var reasons: [[String]: String] = [:]
        for case .notSent(let labels, let reason) in events { reasons[labels] = reason }
        return reasons
    }

    @Test("Each record that is given up is named, and whether it can be in the log")
    func givenUp() throws {
        try produce("w")
        try perform(.stopBroker)
        try produce("a")
        #expect(try produce("b") == [.waitsItsTurn(["b"], to: zero)])
        let reasons = unsent(try perform(.wait(milliseconds: 300_000)))
        #expect(reasons[["a"]]?.contains("may or may not be in the log") == true)
        #expect(reasons[["b"]]?.contains("never sent") == true)
        try perform(.startBroker)
        try perform(.wait(milliseconds: 300_000))
        #expect(sandbox.endOffset(of: zero) == 1)
    }

    @Test("A record whose partition nobody could be asked for was never sent")
    func neverAsked() throws {
        try perform(.stopBroker)
        #expect(try produce("a") == [.unreachable("producer")])
        let events = try perform(.wait(milliseconds: 300_000))
        #expect(unsent(events)[["a"]]?.contains("is not in the log") == true)
        #expect(events.filter { $0 == .unreachable("producer") }.count == 1)
    }

    @Test("What waits behind a record without an answer says so, and follows it")
    func waitsItsTurn() throws {
        try perform(.lose(.answer))
        try produce("a")
        #expect(try produce("b", "c") == [.waitsItsTurn(["b", "c"], to: zero)])
        let events = try perform(.wait(milliseconds: 30_000))
        #expect(events.contains(.appended(["b", "c"], to: zero, offset: 2, isAgain: false)))
    }

    @Test("A producer is said to send again only if it does")
    func sendsAgain() throws {
        try produce("w")
        try perform(.stopBroker)
        try produce("a")
        let events = try perform(.wait(milliseconds: 300_000))
        #expect(events.filter { $0 == .noAnswer(["a"]) }.count == 3)
        guard case .notSent(["a"], _)? = events.dropLast().last else {
            Issue.record("\(events)")
            return
        }
    }

    @Test("A record that the broker refuses is not said to be appended, and hears its own reason")
    func refused() throws {
        var configuration = TopicConfiguration()
        configuration.cleanupPolicy = .compact
        try perform(.createTopic("prices", partitions: 1, configuration))
        let keyed = Production(topic: "prices", key: "a", content: .value([1]))
        let keyless = Production(topic: "prices", content: .value(Array("nokey".utf8)))
        let events = try perform(.produce([keyed, keyless]))
        #expect(
            events.first
                == .appended(["a"], to: TopicPartition("prices", 0), offset: 0, isAgain: false))
        #expect(events.count == 2)
        #expect(unsent(events)[["nokey"]]?.contains("needs a key") == true)
    }

    @Test("A record that is too large is refused, and nothing is said to be appended")
    func tooLarge() throws {
        let events = try produce(String(repeating: "x", count: 2_000_000))
        #expect(events.count == 1)
        #expect(unsent(events).values.first?.contains("1 MiB") == true)
    }

    @Test("The broker's own topics are made and written by nobody else")
    func internalTopics() throws {
        let offsets = "__consumer_offsets"
        #expect(throws: SandboxError.internalTopic(offsets)) {
            try perform(.createTopic(offsets, partitions: 1))
        }
        try perform(.join(Joining(member: "a", group: "g", topics: ["orders"])))
        #expect(throws: SandboxError.self) { try produce("x", to: offsets) }
    }

    @Test("Names that differ in dots and underscores only collide, and that is what is said")
    func collidingNames() throws {
        try perform(.createTopic("a_b", partitions: 1))
        #expect(throws: SandboxError.collidingTopicName("a.b", with: "a_b")) {
            try perform(.createTopic("a.b", partitions: 1))
        }
    }
}
