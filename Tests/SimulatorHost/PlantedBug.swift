import EventBroker
import EventClient
import EventLog
import Eventlings
import FoundationEssentials
import Simulation

/// `planted BUG`: a right program and a broker with a bug, in every schedule with up to one crash
/// or pause. Says which invariants have noticed it.
enum PlantedBug {
    static func run(_ arguments: [String]) throws {
        guard let bug = BuggyConnection.Bug(rawValue: try arguments.argument(0)) else {
            throw WrongUsage("there is no bug \(arguments[0])")
        }
        let trial = trial(with: bug)
        let world = trial.makeWorld()
        let plain = Tape(world: trial.setup.id)
        let tapes = [plain] + world.successors(of: plain)
        let findings = tapes.compactMap { tape in world.play(tape).finding }
        say("schedules \(tapes.count)")
        for line in Set(findings.map { name($0, in: trial) }).sorted() { say("noticed: \(line)") }
    }

    private static func name(_ finding: Finding, in trial: Trial) -> String {
        if case .invariant(let index) = finding { trial.invariants[index].id } else { "\(finding)" }
    }

    /// Each life charges under its own name, and writes down which of its commits were done.
    private static func trial(with bug: BuggyConnection.Bug) -> Trial {
        let latest = BuggyConnection.LatestMember()
        var trial = Trial(faults: [.crash, .zombie], instances: ["a", "b"]) { process in
            let life = UUID()
            let connection = BuggyConnection(
                broker: process.connection, bug: bug, latestMember: latest)
            let consumer = Cluster { connection }.makeConsumer(groupID: "g")
            try await consumer.subscribe(to: ["orders"])
            while true {
                for record in try await consumer.poll() {
                    try await process.gateway.charge(
                        Money(cents: 100), token: "\(life)/\(record.key ?? "")")
                    try await consumer.commit(record)
                    try await process.packing.pack(
                        "\(record.topicPartition.partition)@\(record.offset + 1)")
                }
            }
        }
        trial.invariants = [commitsStay, handedOutOnce, handedOut]
        return trial
    }

    private static let commitsStay = Invariant(
        id: "a commit that was done stays", title: "", kind: .safety
    ) { world in
        world.services.packing.packed.first { done in
            let numbers = done.split(separator: "@").compactMap { Int64($0) }
            let partition = TopicPartition("orders", Int(numbers[0]))
            let committed = world.broker.committed(
                OffsetFetch(groupID: "g", partitions: [partition]))
            return committed.offsets[0].offset < numbers[1]
        }.map { Violation(of: $0, "gone") }
    }

    private static let handedOutOnce = Invariant(
        id: "no life is handed a record twice", title: "", kind: .safety
    ) { world in
        let tokens = world.services.gateway.charges.map(\.request.token)
        return Set(tokens).count == tokens.count ? nil : Violation(of: "charges", "\(tokens)")
    }

    private static let handedOut = Invariant(
        id: "every record is handed out", title: "", kind: .liveness
    ) { world in
        let tokens = world.services.gateway.charges.map(\.request.token)
        return ["r1", "r2", "r3"].first { name in !tokens.contains { $0.hasSuffix("/\(name)") } }
            .map { Violation(of: $0, "never") }
    }
}
