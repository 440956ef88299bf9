import EventBroker
import Eventlings
import Simulation

/// Every order is reserved, and the group's progress is kept.
enum FirstConsumerSuite {
    static let suite = Suite(
        exercise: "first-consumer", worlds: worlds, crowd: .crowd(of: "consumer", faults: faults),
        invariants: [everyOrderIsReserved, progressIsKept],
        diagnoses: NeverReservedDiagnoses.all + ProgressDiagnoses.all,
        processDiagnoses: ProcessDiagnoses.all(doing: "reserve")
    ) { solution, process in
        guard var consumer = solution as? any FirstConsumer else { throw WrongContract() }
        try await consumer.run(cluster: process.cluster, warehouse: process.warehouse)
    }

    private static let orders = OrderInput.inTwoPartitions

    private static func input(of world: World) -> OrderInput {
        switch world.id {
        case "join": nineOrders
        case WorldSetup.crowdName: .crowd
        default: orders
        }
    }

    private static let faults: FaultSet = [.crash, .lostRequest, .lostAnswer, .rewind]

    private static let worlds = [
        WorldSetup(
            id: "one", topics: [("orders", 2)], input: orders.records, instances: ["consumer-1"],
            faults: faults),
        WorldSetup(
            id: "two", topics: [("orders", 2)], input: orders.records,
            instances: ["consumer-1", "consumer-2"], faults: faults),
        join,
    ]

    /// No poll is empty until the group has noticed that another instance has joined, after its first
    /// heartbeat. The last order but one comes to that one, before the first one's next poll ends; the
    /// last one comes to the first again, when all has long been quiet.
    private static let join = WorldSetup(
        id: "join", topics: [("orders", 2)], input: orders.records, instances: ["consumer-1"],
        spareInstance: "consumer-2", faults: .rebalance,
        surroundings: Surroundings(
            laterInput: zip(
                nineOrders.records.dropFirst(3), [900, 1_800, 2_700, 3_300, 3_400, 60_000]
            ).map { LaterInput($0, after: .milliseconds($1)) }))

    private static let nineOrders: OrderInput = {
        var nine = orders
        for number in 4...8 { nine.place("order-\(number)", cents: 700, user: "ada", in: 1) }
        nine.place("order-9", cents: 700, user: "bob", in: 0)
        return nine
    }()

    private static let everyOrderIsReserved = Invariant(
        id: "reserved-eventually", title: "Every order is reserved in the end", kind: .liveness
    ) { world in
        input(of: world).orderIds.first { !world.services.warehouse.reserved.contains($0) }
            .map { Violation(of: $0, "\($0) was never reserved") }
    }

    /// Which group is the learner's choice, so it is found by what the processes have asked for.
    private static let progressIsKept = Invariant(
        id: "progress-kept", title: "Progress is kept in the group's commits", kind: .liveness
    ) { world in
        let progress = world.progress
        if let behind = progress.first(where: { !$0.isAtEnd }) { return Violation(behind) }
        let unread = Set(input(of: world).records.map(\.partition)).sorted().first { partition in
            !progress.contains { $0.partition == partition }
        }
        return unread.map { Violation(nothingCommittedIn: $0) }
            ?? world.earlyStart.map { Violation($0) }
    }
}
