import EventBroker
import Eventlings
import Simulation

/// Every label is printed, and while nobody crashes or stalls, none twice.
enum GracefulRebalanceSuite {
    static let suite = Suite(
        exercise: "graceful-rebalance", worlds: worlds, play: play, patience: .seconds(600),
        invariants: [
            noLabelIsPrintedTwice, nothingIsBegunAfterLoss, placesAreFree, everyLabelIsPrinted,
        ],
        diagnoses: GracefulRebalanceDiagnoses.all,
        processDiagnoses: ProcessDiagnoses.all(doing: "print")
    ) { solution, process in
        guard var labels = solution as? any GracefulRebalance else { throw WrongContract() }
        try await labels.run(
            cluster: process.cluster(maxPollInterval: .seconds(10)), printer: process.printer)
    }

    private static let twoAndOne = OrderInput.inTwoPartitions

    private static let oneAndThree = orders(in: [0, 1, 1, 1])

    private static let threeAndOne = orders(in: [0, 0, 0, 1])

    /// Six labels take longer than the poll interval.
    private static let six = orders(in: [0, 0, 0, 1, 0, 0])

    /// In one partition there is more than may be printed between two polls.
    private static let twelve = orders(in: [0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1])

    private static func orders(in partitions: [Int]) -> OrderInput {
        var orders = OrderInput()
        for (index, partition) in partitions.enumerated() {
            orders.place("order-\(index + 1)", cents: 700, user: "ada", in: partition)
        }
        return orders
    }

    /// In the graceful ones nobody crashes or stalls, but for what the solution does itself.
    private static let gracefulWorlds = [
        world("many", six, ["labels-1"], spare: "labels-2", [.rebalance]),
        world("join", oneAndThree, ["labels-1"], spare: "labels-2", [.rebalance, .leave, .deploy]),
        world("stop", twoAndOne, ["labels-1", "labels-2"], [.deploy, .leave]),
        world("queue", six, ["labels-1"], [.deploy]),
        later,
        world("twelve", twelve, ["labels-1"], spare: "labels-2", [.rebalance]),
    ]

    /// One order comes while a label is being printed, two when a heartbeat is due and a poll still waits,
    /// and one when all has long been quiet.
    private static let later: WorldSetup = {
        var setup = world("later", twoAndOne, ["labels-1"], spare: "labels-2", [.rebalance])
        setup.surroundings.laterInput = [
            LaterInput(fourLater.records[3], after: .seconds(3)),
            LaterInput(fourLater.records[4], after: .milliseconds(11_300)),
            LaterInput(fourLater.records[5], after: .milliseconds(14_250)),
            LaterInput(fourLater.records[6], after: .seconds(60)),
        ]
        return setup
    }()

    private static let fourLater = orders(in: [0, 0, 1, 0, 1, 0, 1])

    private static let worlds =
        gracefulWorlds + [
            world("alone", twoAndOne, ["labels-1"], [.crash, .zombie, .sessionTimeout, .deploy]),
            world(
                "trouble", threeAndOne, ["labels-1", "labels-2"],
                [.crash, .zombie, .sessionTimeout]
            ),
        ]

    private static let play = world(
        Suite.playName, twoAndOne, ["labels-1"], spare: "labels-2",
        [.rebalance, .deploy, .leave, .crash, .zombie, .sessionTimeout])

    private static func world(
        _ id: String, _ orders: OrderInput, _ instances: [String], spare: String? = nil,
        _ faults: FaultSet
    ) -> WorldSetup {
        var surroundings = Surroundings()
        // Where somebody crashes, a label is done before the one in front of it.
        surroundings.callTimes[.printer] = CallTime(
            usual: .seconds(2), slow: .seconds(3), timeout: .seconds(5),
            others: id == "trouble" ? ["order-2": .seconds(1)] : [:])
        surroundings.latestPoll = .seconds(3)
        let isGraceful = faults.isSubset(of: [.rebalance, .deploy, .leave])
        if isGraceful { surroundings.placeIsFreeWithin = .seconds(1) }
        return WorldSetup(
            id: id, topics: [("orders", 2)], input: orders.records, instances: instances,
            spareInstance: spare, faults: faults, surroundings: surroundings)
    }

    private static func orderIds(of world: World) -> [String] {
        switch world.id {
        case "many", "queue": six.orderIds
        case "join": oneAndThree.orderIds
        case "trouble": threeAndOne.orderIds
        case "later": fourLater.orderIds
        case "twelve": twelve.orderIds
        default: twoAndOne.orderIds
        }
    }

    private static func labels(of orderId: String, in world: World) -> Int {
        world.services.printer.labels.count { $0.orderId == orderId }
    }

    private static let noLabelIsPrintedTwice = Invariant(
        id: "printed-once", title: "While nobody crashes or stalls, no label is printed twice",
        kind: .safety
    ) { world in
        guard gracefulWorlds.contains(where: { $0.id == world.id }) else { return nil }
        return orderIds(of: world).first { labels(of: $0, in: world) > 1 }
            .map { Violation(of: $0, "the label of \($0) was printed twice") }
    }

    private static let nothingIsBegunAfterLoss = Invariant(
        id: "lost-is-lost", title: "Nothing is begun in a partition that is lost", kind: .safety
    ) { world in
        world.begunAfterLoss.map {
            Violation(of: $0, "\($0) was begun although its partition was lost")
        }
    }

    private static let placesAreFree = Invariant(
        id: "makes-room", title: "Asked to stop, a member makes room for others within 1 s",
        kind: .safety
    ) { world in
        world.keptPlace.map {
            Violation(of: $0, "\($0) was asked to stop, and made no room for others")
        }
    }

    private static let everyLabelIsPrinted = Invariant(
        id: "printed-eventually", title: "Every label is printed in the end", kind: .liveness
    ) { world in
        orderIds(of: world).first { labels(of: $0, in: world) == 0 }
            .map { Violation(of: $0, "the label of \($0) was never printed") }
    }
}
