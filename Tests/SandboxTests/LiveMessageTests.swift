import EventBroker
import EventLog
import Eventlings
import Foundation
import Sandbox
import Testing

@Suite("Messages between the sandbox and a process beside it")
struct LiveMessageTests {
    private let pause = LivePause(
        acts: LiveSamples.acts, wakesAt: 5, end: .threw("no"), database: DatabaseState())

    @Test("Every request and every call arrives as it was sent")
    func pauses() throws {
        let kinds = Set(LiveSamples.requests.map(Self.kind))
        #expect(kinds.count == 23, "a request has no sample")
        let bytes = LiveMessage.bytes(of: pause)
        #expect(try LiveMessage.read(LivePause.self, from: bytes) == pause)
    }

    @Test("Every answer arrives as it was sent")
    func turns() throws {
        let turn = LiveTurn(
            life: 2, elapsed: 9_000, arrivals: LiveSamples.arrivals, isAskedToStop: true)
        let bytes = LiveMessage.bytes(of: turn)
        #expect(try LiveMessage.read(LiveTurn.self, from: bytes) == turn)
    }

    @Test("Where a byte is another one, the message is refused, or read as some message")
    func damage() {
        let bytes = LiveMessage.bytes(of: pause)
        for position in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[position] = UInt8(truncatingIfNeeded: position &* 31)
            _ = try? LiveMessage.read(LivePause.self, from: damaged)
            _ = try? LiveMessage.read(LivePause.self, from: Array(bytes.prefix(position)))
        }
    }

    @Test(
        "What is no message is refused",
        arguments: [
            "", "{", "[]", "null", "{\"acts\":[{\"ask\":{}}]}", "\u{0}",
            String(repeating: "[", count: 100_000),
        ])
    func garbage(text: String) {
        #expect(throws: LiveMessage.Flaw.self) {
            try LiveMessage.read(LivePause.self, from: Array(text.utf8))
        }
    }

    @Test("A batch whose checksum is wrong is refused")
    func damagedBatch() throws {
        let produce = try #require(
            LiveSamples.requests.first { Self.kind(of: $0) == "produce" })
        let text = String(
            decoding: LiveMessage.bytes(of: LivePause(acts: [.ask(1, produce)])), as: UTF8.self)
        let damaged = text.replacing("255", with: "254")
        #expect(damaged != text)
        #expect(throws: LiveMessage.Flaw.self) {
            try LiveMessage.read(LivePause.self, from: Array(damaged.utf8))
        }
    }

    @Test("Numbers with which nobody could calculate are refused")
    func numbers() {
        let outlandish = [
            LivePause(wakesAt: .max),
            LivePause(acts: [.ask(.max, .describeGroup(DescribeGroup(groupID: "g")))]),
            LivePause(acts: [
                .ask(1, .fetch(Fetch(positions: [], maxWaitMilliseconds: .max)))
            ]),
            LivePause(acts: [
                .ask(
                    1,
                    .offsetCommit(
                        OffsetCommit(
                            groupID: "g",
                            offsets: [PartitionOffset(TopicPartition("orders", 0), .min)])))
            ]),
        ]
        for pause in outlandish {
            #expect(throws: LiveMessage.Flaw.outlandishNumber) {
                try LiveMessage.read(LivePause.self, from: LiveMessage.bytes(of: pause))
            }
        }
    }

    /// The name of its case.
    private static func kind(of request: BrokerRequest) -> String {
        Mirror(reflecting: request).children.first?.label ?? "\(request)"
    }
}
