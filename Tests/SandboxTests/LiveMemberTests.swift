import EventBroker
import EventClient
import Sandbox
import Testing

@testable import Eventlings

@Suite("A member that works by itself")
struct LiveMemberTests {
    let sandbox = Sandbox()
    private let zero = TopicPartition("orders", 0)

    init() throws {
        try sandbox.perform(.createTopic("orders", partitions: 1))
    }

    private func join(_ programs: ScriptedProgram...) throws -> [SandboxEvent] {
        var rest = programs[...]
        return try sandbox.join(exercise: "two-lines", topic: "orders") {
            _ throws(SandboxError) in
            guard let next = rest.popFirst() else { throw .refused("no more") }
            return next
        }.map(\.event)
    }

    private func perform(_ command: SandboxCommand) throws -> [SandboxEvent] {
        try sandbox.perform(command).map(\.event)
    }

    private var fetch: BrokerRequest {
        .fetch(Fetch(positions: [PartitionOffset(zero, 0)], maxWaitMilliseconds: 1_000))
    }

    @Test("It is named for its exercise, and is answered within the command that lets it ask")
    func naming() throws {
        let program = ScriptedProgram([.print("hello\n"), .ask(1, .metadata(FetchMetadata()))])
        #expect(
            try join(program) == [
                .runs(member: "two-lines-1"), .printed(member: "two-lines-1", "hello"),
            ])
        #expect(
            program.heard == [
                .answered(1, .metadata(.init(topics: [.init(name: "orders", partitions: 1)])))
            ])
        #expect(sandbox.memberViews.map(\.name) == ["two-lines-1"])
        _ = try join(ScriptedProgram([]))
        #expect(sandbox.memberViews.map(\.name) == ["two-lines-1", "two-lines-2"])
    }

    @Test("A parked fetch is answered by the command that produces, or when its time is up")
    func parked() throws {
        let waiting = ScriptedProgram([.ask(1, fetch)])
        _ = try join(waiting)
        #expect(waiting.heard == [])
        let events = try perform(
            .produce([Production(topic: "orders", key: "order-1", content: .value([1]))]))
        let polled = events.compactMap { event in
            if case .polled("two-lines-1", let records) = event {
                records.compactMap(\.key)
            } else {
                [String]?.none
            }
        }
        #expect(polled == [["order-1"]])
        #expect(waiting.heard.count == 1)
        _ = try perform(.crash(member: "two-lines-1"))
        _ = try perform(.growTopic("orders", partitions: 2))
        let end = TopicPartition("orders", 1)
        let idle = ScriptedProgram([
            .ask(
                1,
                .fetch(Fetch(positions: [PartitionOffset(end, 0)], maxWaitMilliseconds: 1_000)))
        ])
        _ = try join(idle)
        _ = try perform(.wait(milliseconds: 999))
        #expect(idle.heard == [])
        _ = try perform(.wait(milliseconds: 1))
        #expect(idle.heard == [.answered(1, .fetch(.init(partitions: [])))])
    }

    @Test("It wakes up when it said it would, by the sandbox's clock")
    func sleeping() throws {
        let program = ScriptedProgram { turn in
            .paused(LivePause(wakesAt: turn.elapsed < 5_000 ? 5_000 : nil))
        }
        _ = try join(program)
        _ = try perform(.wait(milliseconds: 4_999))
        #expect(program.turns.map(\.elapsed) == [0])
        _ = try perform(.wait(milliseconds: 10_000))
        #expect(program.turns.map(\.elapsed) == [0, 5_000])
    }

    @Test(
        "It hears that a topic has grown five minutes later, as a client that refreshes its metadata"
    )
    func growth() throws {
        let program = ScriptedProgram { turn in
            .paused(LivePause(wakesAt: turn.elapsed + 100_000))
        }
        _ = try join(program)
        _ = try perform(.growTopic("orders", partitions: 2))
        _ = try perform(.wait(milliseconds: 400_000))
        #expect(program.turns.map(\.elapsed) == [0, 100_000, 200_000, 300_000, 400_000])
        #expect(program.turns.map(\.topicsVersion) == [0, 0, 0, 1, 1])
    }

    @Test("It does not hear of a topic that grows and that it has never asked for")
    func growthElsewhere() throws {
        _ = try perform(.createTopic("other", partitions: 1))
        let program = ScriptedProgram { turn in
            let acts: [LivePause.Act] =
                turn.elapsed == 0 && turn.arrivals.isEmpty
                ? [.ask(1, .metadata(FetchMetadata(topics: ["orders"])))] : []
            return .paused(LivePause(acts: acts, wakesAt: turn.elapsed + 400_000))
        }
        _ = try join(program)
        _ = try perform(.growTopic("other", partitions: 2))
        _ = try perform(.wait(milliseconds: 400_000))
        #expect(program.turns.allSatisfy { $0.topicsVersion == 0 })
        #expect(program.turns.last?.elapsed == 400_000)
    }

    @Test("A crash ends its process and what it waits for; a restart is another process")
    func crashAndRestart() throws {
        let (first, second) = (ScriptedProgram([.ask(1, fetch)]), ScriptedProgram([]))
        _ = try join(first, second)
        #expect(try perform(.crash(member: "two-lines-1")) == [.crashed(member: "two-lines-1")])
        #expect(first.hasEnded)
        _ = try perform(.wait(milliseconds: 2_000))
        #expect(first.heard == [])
        _ = try perform(.restart(member: "two-lines-1"))
        #expect(second.turns.map(\.life) == [2])
        #expect(!second.hasEnded)
        _ = try perform(.crash(member: "two-lines-1"))
        #expect(throws: SandboxError.refused("no more")) {
            try sandbox.perform(.restart(member: "two-lines-1"))
        }
        #expect(sandbox.memberViews.map(\.condition) == [.crashed])
    }

    @Test("A pause holds back its answers, and lets it take no turns")
    func pausing() throws {
        let program = ScriptedProgram { turn in
            .paused(LivePause(wakesAt: turn.elapsed + 1_000))
        }
        _ = try join(program)
        _ = try perform(.pause(member: "two-lines-1"))
        _ = try perform(.wait(milliseconds: 5_000))
        #expect(program.turns.count == 1)
        _ = try perform(.resume(member: "two-lines-1"))
        #expect(program.turns.map(\.elapsed) == [0, 5_000])
    }

    @Test("Who is asked to stop, and does, is gone; who ends unasked is over, and can be restarted")
    func ending() throws {
        let stopped = ScriptedProgram { turn in
            .paused(LivePause(end: turn.isAskedToStop ? .threw("CancellationError()") : nil))
        }
        _ = try join(stopped)
        #expect(
            try perform(.leave(member: "two-lines-1")) == [
                .askedToStop(member: "two-lines-1"), .stopped(member: "two-lines-1"),
            ])
        #expect(stopped.hasEnded)
        #expect(sandbox.memberViews == [])
        let returned = ScriptedProgram { _ in .paused(LivePause(end: .returned)) }
        let died = ScriptedProgram { _ in .over(reason: "a trap", output: "last\n") }
        #expect(
            try join(returned, died) == [
                .runs(member: "two-lines-1"), .ended(member: "two-lines-1", .returned),
            ])
        #expect(
            try perform(.restart(member: "two-lines-1")) == [
                .restarted(member: "two-lines-1"), .printed(member: "two-lines-1", "last"),
                .ended(member: "two-lines-1", .died("a trap")),
            ])
        #expect(sandbox.memberViews.map(\.condition) == [.ended])
    }

    @Test("Who goes on for ever at one moment is ended")
    func restless() throws {
        let program = ScriptedProgram { turn in
            .paused(LivePause(wakesAt: turn.elapsed))
        }
        #expect(try join(program).last == .ended(member: "two-lines-1", .restless))
        #expect(program.hasEnded)
    }

    @Test("Who does not poll in time leaves its group, though its process lives")
    func pollInterval() throws {
        let join = JoinGroup(
            groupID: "packing", memberID: "", clientID: "two-lines-1",
            sessionTimeoutMilliseconds: 10_000, rebalanceTimeoutMilliseconds: 60_000,
            assignors: [.init(name: "range", subscription: Subscription(topics: ["orders"]))])
        let program = ScriptedProgram { turn in
            switch turn.arrivals.first {
            case nil: return .paused(LivePause(acts: [.ask(1, .joinGroup(join))]))
            case .answered(1, .joinGroup(let answer)):
                var again = join
                again.memberID = answer.memberID
                return .paused(
                    LivePause(acts: [
                        .ask(2, .joinGroup(again)),
                        .keepAlive(memberID: answer.memberID, until: 60_000),
                    ]))
            case .answered(2, .joinGroup(let answer)):
                let sync = SyncGroup(
                    groupID: "packing", memberID: answer.memberID, generation: answer.generation,
                    assignments: [.init(memberID: answer.memberID, partitions: [zero])])
                return .paused(LivePause(acts: [.ask(3, .syncGroup(sync))]))
            default: return .paused(LivePause())
            }
        }
        let events = try self.join(program)
        #expect(events.contains(.joining(member: "two-lines-1", group: "packing")))
        #expect(events.last == .assigned(member: "two-lines-1", [zero]))
        #expect(sandbox.memberViews.map(\.assignment) == [[zero]])
        _ = try perform(.wait(milliseconds: 59_999))
        #expect(sandbox.group("packing").members.count == 1)
        #expect(
            try perform(.wait(milliseconds: 1)).first
                == .didNotPoll(member: "two-lines-1", group: "packing"))
        #expect(sandbox.group("packing").members.isEmpty)
    }

    @Test("What its services have done outlives it, and is the same for its successor")
    func services() throws {
        let charge = ServiceRequest.charge(
            ChargeRequest(amount: Money(cents: 4_000), token: "tok", key: "order-1"))
        let (first, second) = (
            ScriptedProgram([.call(1, charge)]), ScriptedProgram([.call(1, charge)])
        )
        #expect(
            try join(first, second).last
                == .served(member: "two-lines-1", charge, changed: true))
        _ = try perform(.crash(member: "two-lines-1"))
        #expect(
            try perform(.restart(member: "two-lines-1")).last
                == .served(member: "two-lines-1", charge, changed: false))
        #expect(first.heard == second.heard)
    }

    @Test("A stopped broker leaves it without an answer for 30 s, as other clients")
    func stoppedBroker() throws {
        _ = try perform(.stopBroker)
        let program = ScriptedProgram([.ask(1, .metadata(FetchMetadata()))])
        #expect(try join(program).last == .unreachable("two-lines-1"))
        _ = try perform(.wait(milliseconds: 29_999))
        #expect(program.heard == [])
        _ = try perform(.wait(milliseconds: 1))
        #expect(program.heard == [.unanswered(1, isInterrupted: false)])
    }

    @Test("A lost answer strikes what it sends, as it strikes others")
    func lostAnswer() throws {
        let produce = try #require(
            LiveSamples.requests.first { request in
                if case .produce = request { true } else { false }
            })
        _ = try perform(.growTopic("orders", partitions: 2))
        _ = try perform(.lose(.answer))
        let program = ScriptedProgram([.ask(1, produce)])
        _ = try join(program)
        #expect(program.heard == [])
        _ = try perform(.wait(milliseconds: 30_000))
        #expect(program.heard == [.unanswered(1, isInterrupted: false)])
    }

    @Test("It can't be polled, made to commit or moved by hand")
    func byHand() throws {
        _ = try join(ScriptedProgram([]))
        for command: SandboxCommand in [
            .poll(member: "two-lines-1", atMost: nil), .commit(member: "two-lines-1", nil),
            .seek(member: "two-lines-1", Place(partition: 0, offset: 0)),
        ] {
            #expect(throws: SandboxError.worksByItself("two-lines-1")) {
                try sandbox.perform(command)
            }
        }
        #expect(throws: SandboxError.memberExists("two-lines-1", group: "")) {
            try sandbox.perform(
                .join(Joining(member: "two-lines-1", group: "g", topics: ["orders"])))
        }
    }

    @Test("Without its topic no process is started")
    func noTopic() {
        let sandbox = Sandbox()
        #expect(throws: SandboxError.unknownTopic("orders", known: [])) {
            try sandbox.join(exercise: "two-lines", topic: "orders") {
                _ throws(SandboxError) in
                Issue.record("it was started")
                return ScriptedProgram([])
            }
        }
    }
}
