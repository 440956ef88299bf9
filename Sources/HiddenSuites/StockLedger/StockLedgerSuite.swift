import Eventlings
import Simulation

/// Every order has one outcome, and the stock is what the accepted ones have left.
enum StockLedgerSuite {
    static let suite = Suite(
        exercise: "stock-ledger", worlds: worlds, play: play, invariants: StockInvariants.all,
        diagnoses: TakenTwiceDiagnoses.all + WrongStockDiagnoses.all + NoOutcomeDiagnoses.all,
        processDiagnoses: ProcessDiagnoses.all(doing: "decide")
    ) { solution, process in
        guard var inventory = solution as? any StockLedger else { throw WrongContract() }
        try await inventory.run(
            orders: process.cluster.makeConsumer(groupID: "inventory"),
            database: process.database)
    }

    static func plan(of world: World) -> StockPlan {
        switch world.id {
        case "short", Suite.playName: lastPot
        case "again": nervousClient
        case "later": threeLater
        case "week": muchLater
        default: rivals
        }
    }

    /// Two orders want the last pot.
    private static let lastPot: StockPlan = {
        var plan = StockPlan()
        plan.place("order-1", cups: 2, pots: 1, in: 0)
        plan.place("order-2", cups: 3, pots: 1, in: 0)
        plan.place("order-3", cups: 4, in: 1)
        return plan
    }()

    /// A nervous client has placed order-1 a second time: a new event, the same order. The other two
    /// are equal but for their ids.
    private static let nervousClient: StockPlan = {
        var plan = StockPlan()
        plan.place("order-1", cups: 1, in: 0)
        plan.place("order-1", cups: 1, in: 0)
        plan.place("order-2", cups: 4, in: 0)
        plan.place("order-3", cups: 4, in: 1)
        return plan
    }()

    /// There are not enough cups for all three. Two instances that start together work on them at the
    /// same moment, each on its own partition. Of order-3 there is enough for twice, whatever becomes of
    /// the others: who takes it again finds it.
    private static let rivals: StockPlan = {
        var plan = StockPlan()
        plan.place("order-2", cups: 6, in: 0)
        plan.place("order-1", cups: 5, in: 1)
        plan.place("order-3", cups: 1, in: 0)
        return plan
    }()

    private static let muchLater: StockPlan = {
        var plan = StockPlan()
        plan.place("order-1", cups: 2, in: 0)
        plan.place("order-2", cups: 5, in: 1)
        return plan
    }()

    private static let worlds = [
        world("again", nervousClient, ["inventory-1"], [.crash, .lostAnswer, .rewind]),
        world(
            "short", lastPot, ["inventory-1"], spare: "inventory-2",
            FaultSet.all.subtracting(.zombie)),
        world(
            "two", rivals, ["inventory-1", "inventory-2"],
            [.crash, .zombie, .lateRequest]),
        later, week,
    ]

    private static let play = world(
        Suite.playName, lastPot, ["inventory-1"], spare: "inventory-2", .all)

    /// One order comes when the others have been decided.
    private static let later: WorldSetup = {
        var setup = world("later", muchLater, ["inventory-1"], [.crash])
        setup.surroundings.laterInput = [LaterInput(threeLater.records[2], after: .seconds(3))]
        return setup
    }()

    private static let threeLater: StockPlan = {
        var plan = muchLater
        plan.place("order-3", cups: 1, in: 0)
        return plan
    }()

    /// An order comes again when its first copy is nearly a week old.
    private static let week: WorldSetup = {
        var setup = world("week", muchLater, ["inventory-1"], [])
        setup.surroundings.laterInput = [
            LaterInput(muchLater.records[0], after: .seconds((7 * 24 - 1) * 3_600))
        ]
        // Else thousands of empty polls fill the week.
        setup.surroundings.latestPoll = .seconds(6 * 3_600)
        return setup
    }()

    private static func world(
        _ id: String, _ plan: StockPlan, _ instances: [String], spare: String? = nil,
        _ faults: FaultSet
    ) -> WorldSetup {
        var setup = WorldSetup(
            id: id, topics: [("orders", 2)], input: plan.records, instances: instances,
            spareInstance: spare, faults: faults)
        setup.surroundings.database = StockPlan.database
        return setup
    }
}
