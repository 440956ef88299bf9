import EventBroker
import EventClient
import Eventlings
import FoundationEssentials
import Simulation

/// Programs that show what a fault does.
enum FaultTrials {
    static let named: [String: Trial] = [
        "printing": printing, "printing-in-time": printingInTime, "cooperative": cooperative,
        "side-by-side-calls": sideBySideCalls, "patient": patient, "brittle": brittle,
        "two-queues": twoQueues, "growing": growing, "lagging": lagging,
        "two-clocks": twoClocks,
        "pipelining": pipelining, "days-later": daysLater, "cut-off": cutOff,
    ]

    /// A label takes 2 s, and six of them are more than the poll interval of 10 s.
    private static let printing = labels(atMost: 500)
    private static let printingInTime = labels(atMost: 2)

    private static func labels(atMost limit: Int) -> Trial {
        var trial = Trial(
            faults: [.leave, .rebalance], records: [0, 0, 0, 0, 0, 0], instances: ["a"], spare: "b"
        ) { process in
            var options = ConsumerOptions(groupID: "g")
            options.maxPollRecords = limit
            let cluster = process.cluster(maxPollInterval: .seconds(10))
            let consumer = cluster.makeConsumer(options)
            try await consumer.subscribe(to: ["orders"], onLost: { say("lost", $0) })
            do {
                while true {
                    for record in try await consumer.poll() {
                        try await process.printer.print(record.text)
                        try await consumer.commit(record)
                    }
                }
            } catch {
                print("\(error)")
                try await consumer.close()
            }
        }
        trial.setup.surroundings.callTimes[.printer] = CallTime(
            usual: .seconds(2), slow: .seconds(3), timeout: .seconds(5))
        trial.invariants = [makespanIsShown]
        return trial
    }

    /// Broken in the end, so that its text is told.
    private static let makespanIsShown = Invariant(id: "makespan", title: "", kind: .liveness) {
        let makespan = $0.makespan.map { "\($0)" } ?? "-"
        return Violation(of: "", "makespan \(makespan), in flight \($0.mostCallsInFlight)")
    }

    private static func say(_ what: String, _ partitions: [TopicPartition]) {
        print(what, partitions.map(\.description).joined(separator: ","))
    }

    private static let cooperative = Trial(
        faults: [.rebalance, .sessionTimeout], records: [0, 1, 0], instances: ["a"], spare: "b"
    ) { process in
        var options = ConsumerOptions(groupID: "g")
        options.assignor = .cooperativeSticky
        let consumer = process.cluster.makeConsumer(options)
        try await consumer.subscribe(
            to: ["orders"], onAssigned: { say("assigned", $0) },
            onRevoked: { say("revoked", $0) }, onLost: { say("lost", $0) })
        while true {
            for record in try await consumer.poll() {
                try await process.packing.pack(record.text)
                try await consumer.commit(record)
            }
        }
    }

    /// Packs three at once, and says what is done when.
    private static let sideBySideCalls: Trial = {
        var trial = Trial(faults: .slow, records: []) { process in
            await withTaskGroup { group in
                for name in ["x", "y", "z"] {
                    group.addTask {
                        try? await process.packing.pack(name)
                        print("done \(name)")
                    }
                }
            }
            try await Trials.rest()
        }
        trial.invariants = [makespanIsShown]
        return trial
    }()

    /// Tries again until it works, or never will.
    private static let patient: Trial = {
        var trial = Trial(faults: .transient, records: [0, 1, 0]) { process in
            try await eachOrder(process) { order in
                while true {
                    do {
                        return try await process.packing.pack(order)
                    } catch let error as ServiceError where error.isRetriable {
                        print("again \(order)")
                        try await Task.sleep(for: .seconds(1))
                    } catch {
                        return print("gives up \(order)")
                    }
                }
            }
        }
        trial.setup.surroundings.failuresInARow = [1, 3]
        trial.setup.surroundings.poison = ["r2": .refused]
        return trial
    }()

    /// Dies of r3.
    private static let brittle: Trial = {
        var trial = Trial(faults: .crash, records: [0, 1, 0]) { process in
            try await eachOrder(process) { try await process.packing.pack($0) }
        }
        trial.setup.surroundings.poison = ["r3": .deadly]
        return trial
    }()

    private static func eachOrder(
        _ process: SimulatedProcess, _ work: (String) async throws -> Void
    ) async throws {
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while true {
            for record in try await consumer.poll() {
                try await work(record.text)
                try? await consumer.commit(record)
            }
        }
    }

    /// Sends to both partitions at once, again and again if need be.
    private static let twoQueues = Trial(
        faults: [.brokerAway, .brokerRestart], records: []
    ) { process in
        let producer = process.cluster.makeProducer()
        await withTaskGroup { group in
            for partition in [0, 1] {
                group.addTask {
                    let record = ProducerRecord(
                        topic: "orders", partition: partition, value: Array("\(partition)".utf8))
                    let pending = try? await producer.send(record)
                    let metadata = try? await pending?.metadata
                    print(metadata.map { "\($0.topicPartition)@\($0.offset)" } ?? "not delivered")
                }
            }
        }
        try await Trials.rest()
    }

    /// Sends a record until it is acknowledged.
    private static let cutOff: Trial = {
        var trial = Trial(faults: [], records: []) { process in
            let producer = process.cluster.makeProducer()
            let record = ProducerRecord(topic: "orders", partition: 0, value: [])
            while (try? await producer.send(record).metadata) == nil { print("not delivered") }
            try await Trials.rest()
        }
        trial.setup.surroundings.outage = Outage(after: .milliseconds(2), minutes: 5)
        return trial
    }()

    /// Has three batches for the same partition, and one for the other, on their way at once.
    private static let pipelining = Trial(faults: .slow, records: []) { process in
        let producer = process.cluster.makeProducer()
        for (partition, value) in [(0, "first"), (0, "a"), (0, "b"), (1, "c")] {
            let record = ProducerRecord(
                topic: "orders", partition: partition, value: Array(value.utf8))
            let pending = try await producer.send(record)
            if value == "first" { _ = try await pending.metadata }
        }
        try await producer.flush()
        try await Trials.rest()
    }

    /// Sends by key and reads, while the topic grows.
    private static let growing: Trial = {
        var trial = Trial(faults: .morePartitions, records: [0, 1, 0]) { process in
            let producer = process.cluster.makeProducer()
            let consumer = process.cluster.makeConsumer(groupID: "g")
            try await consumer.subscribe(to: ["orders"], onAssigned: { say("assigned", $0) })
            while true {
                for record in try await consumer.poll() where record.key?.first == "r" {
                    let sent = ProducerRecord(topic: "orders", key: "k3", value: [])
                    let metadata = try await producer.send(sent).metadata
                    print("\(record.key ?? "") answered in \(metadata.topicPartition)")
                    try await consumer.commit(record)
                }
            }
        }
        trial.setup.surroundings.inputAfterGrowth = [Weaknesses.newcomer]
        return trial
    }()

    private static let lagging = Trial(
        faults: [.latePartition, .clockJump], records: [0, 1, 0]
    ) { process in
        try await eachOrder(process) { order in
            print("got \(order)")
            try await process.packing.pack(order)
        }
    }

    /// r1 comes again after six days.
    private static let daysLater: Trial = {
        var trial = Trial(faults: .crash, records: [0, 1]) { process in
            try await eachOrder(process) { try await process.packing.pack($0) }
        }
        trial.setup.surroundings.laterInput = [
            LaterInput(trial.setup.input[0], after: .seconds(6 * 86_400))
        ]
        return trial
    }()

    /// Says how far each clock has come since the run began, in hours.
    private static let twoClocks = Trial(
        faults: [.crash, .clockJump], records: [], instances: ["a", "b"]
    ) { process in
        let start = Date(timeIntervalSince1970: 1_767_225_600)
        let clock = ContinuousClock()
        let began = clock.now
        func tell() {
            let wall = Int((Date().timeIntervalSince(start) / 3_600).rounded())
            print(
                "wall \(wall) h, counted \(began.duration(to: clock.now).components.seconds / 3_600) h"
            )
        }
        tell()
        try? await process.packing.pack("x")
        tell()
        try? await process.packing.pack("y")
        try await Trials.rest()
    }
}
