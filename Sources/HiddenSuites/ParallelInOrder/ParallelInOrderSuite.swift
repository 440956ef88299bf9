import EventBroker
import Eventlings
import Simulation

/// Steps of many orders are shown side by side, and those of each order as they happened.
enum ParallelInOrderSuite {
    static let suite = Suite(
        exercise: "parallel-in-order", worlds: worlds,
        invariants: [
            stepsAreShownInOrder, oneInstanceForEachOrder, atMostEightAtOnce, everyStepIsShown,
            lastStepStays, progressIsKept, fourTimesFaster,
        ],
        diagnoses: OvertakenStepDiagnoses.all + HandoverDiagnoses.all + LoadDiagnoses.all
            + NeverShownDiagnoses.all,
        processDiagnoses: ProcessDiagnoses.all(doing: "show")
    ) { solution, process in
        guard var announcer = solution as? any ParallelInOrder else { throw WrongContract() }
        try await announcer.run(cluster: process.cluster, tracking: process.tracking)
    }

    static let callLimit = 8

    /// Two orders in one partition, each of which has a step behind one of the other's: whichever is
    /// done first, a commit of its last step would pass over a step of the other.
    private static let threeOrders: StepInput = {
        var steps = StepInput()
        steps.add("order-1", "OrderPlaced", user: "ada", in: 1)
        steps.add("order-2", "OrderPlaced", user: "bob", in: 1)
        steps.add("order-1", "OrderPaid", user: "ada", in: 1)
        steps.add("order-3", "OrderPlaced", user: "eve", in: 0)
        return steps
    }()

    private static let twoOrders: StepInput = {
        var steps = StepInput()
        steps.add("order-1", "OrderPlaced", user: "ada", in: 0)
        steps.add("order-2", "OrderPlaced", user: "bob", in: 1)
        steps.add("order-2", "OrderPaid", user: "bob", in: 1)
        return steps
    }()

    /// 16 orders with 4 steps each, 8 orders in each partition. Half of them are one user's. Their ids
    /// are such that no usual hash puts more than 3 of them into one of 8 lanes.
    private static let manyOrders: StepInput = {
        var steps = StepInput()
        for type in ["OrderPlaced", "OrderPaid", "OrderShipped", "OrderDelivered"] {
            for number in 1_882..<1_898 {
                let orderId = "order-\(number)"
                steps.add(
                    orderId, type, user: number < 1_890 ? "user-1" : "user-\(number)",
                    in: Partitioner.partition(forKey: Array(orderId.utf8), partitions: 2))
            }
        }
        return steps
    }()

    /// The ninth call begins when one of the first eight has ended, and that one may have failed.
    private static let nineOrders: StepInput = {
        var steps = StepInput()
        for number in 1...callLimit + 1 {
            steps.add("order-\(number)", "OrderPlaced", user: "ada", in: 0)
        }
        return steps
    }()

    /// When the first step fails, as many wait behind it as may be under way, and other orders behind
    /// those.
    private static let longLife: StepInput = {
        var steps = StepInput()
        for step in [
            "Placed", "Paid", "Picked", "Packed", "Shipped", "Delayed", "Delivered", "Returned",
            "Refunded",
        ] {
            steps.add("order-1", "Order\(step)", user: "ada", in: 0)
        }
        steps.add("order-2", "OrderPlaced", user: "bob", in: 0)
        steps.add("order-3", "OrderPlaced", user: "eve", in: 0)
        return steps
    }()

    private static let callTime = Duration.seconds(2)

    private static let surroundings: Surroundings = {
        var surroundings = Surroundings()
        surroundings.callTimes[.tracking] = CallTime(
            usual: callTime, slow: .seconds(5), timeout: .seconds(30))
        surroundings.failuresInARow = [1, 3]
        return surroundings
    }()

    private static let worlds = [
        WorldSetup(
            id: "three", topics: [("orders", 2)], input: threeOrders.records,
            instances: ["tracking-1"], spareInstance: "tracking-2",
            faults: [.crash, .transient, .slow, .rebalance], surroundings: surroundings),
        WorldSetup(
            id: "pair", topics: [("orders", 2)], input: twoOrders.records,
            instances: ["tracking-1", "tracking-2"], faults: [.crash, .transient, .slow],
            surroundings: surroundings),
        WorldSetup(
            id: "turns", topics: [("orders", 2)], input: twoOrders.records,
            instances: ["tracking-1"], faults: [.reordering, .slow],
            surroundings: surroundings),
        WorldSetup(
            id: "many", topics: [("orders", 2)], input: manyOrders.records,
            instances: ["tracking-1"], faults: [], surroundings: surroundings),
        later,
        joined,
        oneFailure("nine", nineOrders),
        oneFailure("long", longLife),
        rough,
    ]

    /// Later steps are ready before earlier ones, and each has to be shown again.
    private static let rough: WorldSetup = {
        var setup = WorldSetup(
            id: "rough", topics: [("orders", 2)], input: longLife.records,
            instances: ["tracking-1"], faults: [], surroundings: surroundings)
        setup.comesLast = true
        setup.surroundings.runsLastFirst = true
        setup.surroundings.failsFirst = true
        return setup
    }()

    private static func oneFailure(_ id: String, _ steps: StepInput) -> WorldSetup {
        var setup = WorldSetup(
            id: id, topics: [("orders", 2)], input: steps.records, instances: ["tracking-1"],
            faults: .transient, surroundings: surroundings)
        setup.surroundings.failuresInARow = [1]
        return setup
    }

    /// One step comes while the one before it is being shown, and one when all has long been quiet.
    private static let later: WorldSetup = {
        var setup = WorldSetup(
            id: "later", topics: [("orders", 2)], input: twoOrders.records,
            instances: ["tracking-1"], faults: [.slow], surroundings: surroundings)
        setup.surroundings.laterInput = [
            LaterInput(longerLives.records[3], after: .milliseconds(400)),
            LaterInput(longerLives.records[4], after: .seconds(60)),
        ]
        return setup
    }()

    /// A step comes when all is quiet, right before the process hears of another instance.
    private static let joined: WorldSetup = {
        var setup = WorldSetup(
            id: "joined", topics: [("orders", 2)],
            input: [threeOrders.records[0], threeOrders.records[3]], instances: ["tracking-1"],
            spareInstance: "tracking-2", faults: [.rebalance], surroundings: surroundings)
        setup.surroundings.laterInput = [
            LaterInput(threeOrders.records[1], after: .milliseconds(3_030)),
            LaterInput(threeOrders.records[2], after: .seconds(60)),
        ]
        return setup
    }()

    private static let longerLives: StepInput = {
        var steps = twoOrders
        steps.add("order-2", "OrderShipped", user: "bob", in: 1)
        steps.add("order-1", "OrderPaid", user: "ada", in: 0)
        return steps
    }()

    private static func input(of world: World) -> StepInput {
        switch world.id {
        case "pair", "turns": twoOrders
        case "many": manyOrders
        case "later": longerLives
        case "nine": nineOrders
        case "long", "rough": longLife
        default: threeOrders
        }
    }

    private static let stepsAreShownInOrder = Invariant(
        id: "in-order", title: "Each order's steps are shown as they happened", kind: .safety
    ) { world in
        let pages = world.services.tracking.pages
        for (orderId, steps) in input(of: world).lives {
            guard let shown = pages[orderId]?.shown, !steps.starts(with: shown) else { continue }
            let place = zip(steps, shown).prefix { $0 == $1 }.count
            let missed = place < steps.count ? steps[place].name : "nothing more"
            return Violation(of: missed, "\(shown[place].name) was shown before \(missed)")
        }
        return nil
    }

    private static let oneInstanceForEachOrder = Invariant(
        id: "one-instance", title: "No two instances work on one order at once", kind: .safety
    ) { world in
        world.contested.map { Violation(of: $0, "two instances were at work on \($0)") }
    }

    private static let atMostEightAtOnce = Invariant(
        id: "at-most-eight", title: "At most 8 calls are under way at once", kind: .safety
    ) { world in
        let most = world.mostCallsInFlight
        return most <= callLimit
            ? nil : Violation(of: LoadEvidence.tooMany, "\(most) calls were under way at once")
    }

    private static let everyStepIsShown = Invariant(
        id: "shown-eventually", title: "Every step is shown", kind: .liveness
    ) { world in
        let pages = world.services.tracking.pages
        for (orderId, steps) in input(of: world).lives {
            let shown = pages[orderId]?.shown ?? []
            guard let missing = steps.first(where: { !shown.contains($0) }) else { continue }
            return Violation(of: missing.name, "\(missing.name) was never shown")
        }
        return nil
    }

    private static let lastStepStays = Invariant(
        id: "ends-with-its-last", title: "In the end each order shows its last step",
        kind: .liveness
    ) { world in
        let pages = world.services.tracking.pages
        for (orderId, steps) in input(of: world).lives {
            guard let current = pages[orderId]?.current, let last = steps.last, current != last
            else { continue }
            return Violation(of: last.name, "in the end \(orderId) shows \(current.name)")
        }
        return nil
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
    }

    /// One by one, each call waits for its answer; half a second is for getting started.
    private static let fourTimesFaster = Invariant(
        id: "four-times-faster", title: "64 steps take a quarter of the time", kind: .liveness
    ) { world in
        guard world.id == "many", let makespan = world.makespan else { return nil }
        let oneByOne = callTime * manyOrders.records.count
        return makespan <= oneByOne / 4 + .milliseconds(500)
            ? nil
            : Violation(
                of: LoadEvidence.tooSlow,
                "it took \(makespan.components.seconds) s, and one by one it takes \(oneByOne.components.seconds) s"
            )
    }
}
