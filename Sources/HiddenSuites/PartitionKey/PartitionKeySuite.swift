import EventBroker
import EventClient
import Eventlings
import Simulation

/// Each order's events are read as they happened, and many orders spread over the partitions.
enum PartitionKeySuite {
    static let suite = Suite(
        exercise: "partition-key", worlds: worlds, facts: facts, agreement: agreement,
        invariants: [
            ordersStayTogether, eventsAreSeenAsTheyHappened, processesAgree, everyEventIsPublished,
            loadSpreads,
        ],
        diagnoses: PartitionKeyDiagnoses.all
    ) { solution, process in
        guard var shop = solution as? any PartitionKey, let process = process as? SimulatedProcess
        else { throw WrongContract() }
        let producer = process.cluster.makeProducer(options)
        let lives = lives(of: process.name, in: process.worldID)
        try await process.call("publish", for: lives, named: \.[0].payload.orderId) { life in
            try await shop.publish(life, to: producer)
        }
    }

    static let orders = OrderLives(count: 360)

    /// Small batches make a small world behave like a busy one: without a key the producer moves
    /// on to another partition after a batch's worth of bytes.
    static let batchBytes = 300

    private static let options: ProducerOptions = {
        var options = ProducerOptions()
        options.batchBytes = batchBytes
        // A lost answer may put a record there twice, and every design must live with it.
        options.enableIdempotence = false
        return options
    }()

    private static let faults: FaultSet = [.crash, .lostRequest, .lostAnswer, .reordering]

    private static let worlds = [
        WorldSetup(
            id: "shop", topics: [("orders", 12)], input: [], instances: ["shop-1"], faults: faults),
        WorldSetup(
            id: "one", topics: [("orders", 1)], input: [], instances: ["shop-1"], faults: faults),
        WorldSetup(
            id: "two", topics: [("orders", 3)], input: [], instances: ["shop-1", "shop-2"],
            faults: faults),
        WorldSetup(
            id: manyOrders, topics: [("orders", partitionsForMany)], input: [],
            instances: ["shop-1"], faults: []),
        outage,
    ]

    /// Longer than a few tries last.
    private static let outage: WorldSetup = {
        var setup = WorldSetup(
            id: "outage", topics: [("orders", 3)], input: [], instances: ["shop-1"], faults: [])
        setup.comesLast = true
        setup.surroundings.outage = Outage(after: .milliseconds(10), minutes: 15)
        return setup
    }()

    /// So many that no right choice of partitions fails by bad luck: no deviation strikes there.
    private static let manyOrders = "many"
    private static let partitionsForMany = 12

    private static func lives(of process: String, in world: String) -> [[OrderStep]] {
        switch (world, process) {
        case ("shop", _): [orders.life(of: 1, events: 1), orders.life(of: 2)]
        case ("two", "shop-2"): [orders.life(of: 4)]
        case (manyOrders, _): (1...orders.count).map { orders.life(of: $0, events: 1) }
        default: [orders.life(of: 1)]
        }
    }

    private static let facts = Facts(names: orders.facts.map(\.name)) { orders.fact(in: $0) }

    private static let agreement = Agreement(world: manyOrders) { world in
        Dictionary(
            world.published.firstAppearances.map(told).map {
                ($0.fact.orderId, $0.partition.description)
            },
            uniquingKeysWith: { first, _ in first })
    }

    private static func told(
        _ appearance: Publications.Appearance
    ) -> (fact: OrderLives.Fact, partition: TopicPartition) {
        (orders.facts[appearance.fact], appearance.partition)
    }
}

/// What is promised.
extension PartitionKeySuite {
    private static let ordersStayTogether = Invariant(
        id: "one-partition", title: "All events of an order are in one partition", kind: .safety
    ) { world in
        var first: [Int: Publications.Appearance] = [:]
        for appearance in world.published.firstAppearances {
            let order = orders.facts[appearance.fact].order
            let known = first[order] ?? appearance
            first[order] = known
            if known.partition == appearance.partition { continue }
            let (one, other) = (told(known), told(appearance))
            return Violation(
                of: one.fact.orderId,
                "\(one.fact.name) is in \(one.partition), \(other.fact.name) in "
                    + "\(other.partition)")
        }
        return nil
    }

    /// By first appearances: a record that tells an event again is no news.
    private static let eventsAreSeenAsTheyHappened = Invariant(
        id: "as-they-happened", title: "Whoever reads sees each order's events as they happened",
        kind: .safety
    ) { world in
        struct Life: Hashable {
            let order, partition: Int
        }
        var seen: [Life: Int] = [:]
        for appearance in world.published.firstAppearances {
            let (fact, partition) = told(appearance)
            let life = Life(order: fact.order, partition: partition.partition)
            let next = seen[life, default: 0]
            if fact.place > next {
                let missed = orders.life(of: fact.order)[next]
                return Violation(
                    of: fact.orderId,
                    "whoever reads \(partition) sees \(fact.name) before \(missed.name)")
            }
            seen[life] = max(next, fact.place + 1)
        }
        return nil
    }

    private static let processesAgree = Invariant(
        id: "processes-agree", title: "Every process puts an order into the same partition",
        kind: .safety
    ) { world in
        guard !world.elsewhere.isEmpty else { return nil }
        for (fact, partition) in world.published.firstAppearances.map(told) {
            guard let other = world.elsewhere[fact.orderId], other != partition.description else {
                continue
            }
            return Violation(
                of: fact.orderId,
                "one process puts \(fact.orderId) into \(other), another one into \(partition)")
        }
        return nil
    }

    private static let everyEventIsPublished = Invariant(
        id: "published", title: "Every event is published in the end", kind: .liveness
    ) { world in
        let published = Set(world.published.firstAppearances.map { told($0).fact.step.id })
        let all = world.instanceNames.flatMap { lives(of: $0, in: world.id) }.joined()
        return all.first { !published.contains($0.id) }.map {
            Violation(of: $0.payload.orderId, "\($0.name) was never published")
        }
    }

    private static let loadSpreads = Invariant(
        id: "load-spreads",
        title: "With many orders, no partition has over twice its share of the events",
        kind: .liveness
    ) { world in
        guard world.id == manyOrders else { return nil }
        let loads = world.published.counts
        let total = loads.values.reduce(0, +)
        let share = total / partitionsForMany
        guard
            let (partition, load) = loads.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            load > 2 * share
        else { return nil }
        return Violation(
            of: partition.description,
            "\(partition) has \(load) of \(total) events; its share would be \(share)")
    }
}
