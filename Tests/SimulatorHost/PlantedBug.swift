import EventBroker
import EventClient
import EventLog
import Eventlings
import Simulation

/// `planted BUG`: a right program, a world where nothing goes wrong, and a broker with a bug.
enum PlantedBug {
    static func run(_ arguments: [String]) throws {
        guard let bug = BuggyConnection.Bug(rawValue: try arguments.argument(0)) else {
            throw WrongUsage("there is no bug \(arguments[0])")
        }
        var trial = Trial(faults: []) { process in
            let connection = BuggyConnection(behind: process.connection, bug: bug)
            let consumer = Cluster { connection }.makeConsumer(groupID: "g")
            try await consumer.subscribe(to: ["orders"])
            while true {
                for record in try await consumer.poll() {
                    try await process.gateway.charge(
                        Money(cents: 100), token: record.key ?? "")
                    try await consumer.commit(record)
                }
            }
        }
        trial.invariants = [chargedOnce, chargedAtAll, allCommitted]
        let run = trial.makeWorld().play(Tape(world: trial.setup.id), narrating: true)
        guard case .invariant(let index) = run.finding else { return say("nothing noticed") }
        say("noticed: \(trial.invariants[index].id)")
    }

    private static let names = ["r1", "r2", "r3"]

    private static func charges(of name: String, in world: World) -> Int {
        world.services.gateway.charges.count { $0.request.token == name }
    }

    private static let chargedOnce = Invariant(
        id: "charged at most once", title: "", kind: .safety
    ) { world in
        names.first { charges(of: $0, in: world) > 1 }.map { Violation(of: $0, "twice") }
    }

    private static let chargedAtAll = Invariant(
        id: "charged", title: "", kind: .liveness
    ) { world in
        names.first { charges(of: $0, in: world) == 0 }.map { Violation(of: $0, "never") }
    }

    private static let allCommitted = Invariant(
        id: "committed to the end", title: "", kind: .liveness
    ) { world in
        let ends = [
            PartitionOffset(TopicPartition("orders", 0), 2),
            PartitionOffset(TopicPartition("orders", 1), 1),
        ]
        let request = OffsetFetch(groupID: "g", partitions: ends.map(\.partition))
        let committed = world.broker.committed(request).offsets
        return committed == ends ? nil : Violation(of: "g", "committed \(committed)")
    }
}

/// A broker seen through a bug.
private struct BuggyConnection: BrokerConnection {
    enum Bug: String {
        case none
        /// Says that a commit is done, and forgets it.
        case lostCommit = "lost-commit"
        /// Starts each fetch one record too late.
        case skippedRecord = "skipped-record"
        /// Answers each fetch as if the group were still at the beginning.
        case repeatedRecord = "repeated-record"
    }

    let broker: any BrokerConnection
    let bug: Bug

    init(behind broker: any BrokerConnection, bug: Bug) {
        self.broker = broker
        self.bug = bug
    }

    var clientID: String { broker.clientID }
    var now: Timestamp { broker.now }
    func pollBegins() async { await broker.pollBegins() }
    func sendBegins() async { await broker.sendBegins() }
    func interrupt() { broker.interrupt() }

    func keepAlive(memberID: String, until deadline: Timestamp) {
        broker.keepAlive(memberID: memberID, until: deadline)
    }

    func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
    ) {
        switch (bug, request) {
        case (.lostCommit, .offsetCommit(var commit)):
            commit.offsets = []
            broker.send(.offsetCommit(commit), then: complete)
        case (.skippedRecord, .fetch(var fetch)):
            for index in fetch.positions.indices { fetch.positions[index].offset += 1 }
            broker.send(.fetch(fetch), then: complete)
        case (.repeatedRecord, .offsetCommit(var commit)):
            for index in commit.offsets.indices { commit.offsets[index].offset = 0 }
            broker.send(.offsetCommit(commit), then: complete)
        default: broker.send(request, then: complete)
        }
    }
}
