import EventBroker
import EventLog
import Eventlings
import Glibc
import Simulation

/// The programs that the tests name.
enum Trials {
    static func named(_ name: String) throws -> Trial {
        let others = [FaultTrials.named, DatabaseTrials.named, MembershipTrials.named]
        guard let trial = all[name] ?? others.lazy.compactMap({ $0[name] }).first
        else {
            throw WrongUsage("there is no trial \(name)")
        }
        return trial
    }

    private static let all: [String: Trial] = [
        "two-calls": twoCalls, "two-instances": twoInstances, "task-group": taskGroup,
        "careful": careful(instances: ["a"], spare: "b"),
        "careful-pair": careful(instances: ["a", "b"], spare: nil),
        "stubborn": stubborn, "deaf": deaf, "transacting": transacting, "producing": producing,
        "late-news": lateNews,
        "errands": ErrandTrials.packing, "leaving-work": ErrandTrials.leavingWork,
        "not-waiting": ErrandTrials.notWaiting, "side-by-side": ErrandTrials.sideBySide,
        "yielding-pair": ErrandTrials.yieldingPair,
        "sluggish": sluggish, "obliging": obliging, "returning": returning, "stumbling": stumbling,
        "hopeless": hopeless,
        "chance": ChanceTrial.trial, "long-sleep": ClockTrials.longSleep,
        "cancelled-sleep": ClockTrials.cancelledSleep, "yields": ClockTrials.yields,
        "readings": ClockTrials.readings, "nanosleep": ClockTrials.nanosleep,
        "hold-up": ClockTrials.holdUp,
        "steps": PruningTrials.steps, "dated": PruningTrials.dated,
        "dated-by-mishap": PruningTrials.datedByMishap,
        "sends": ClockTrials.sends,
    ]

    /// Longer than any run lasts.
    static func rest() async throws {
        try await Task.sleep(for: .seconds(10_000_000))
    }

    private static let twoCalls = Trial(faults: [.crash, .lostRequest]) { process in
        try? await process.packing.pack("x")
        try? await process.packing.pack("y")
        try await rest()
    }

    private static let twoInstances = Trial(faults: .crash, instances: ["a", "b"]) { process in
        try await process.packing.pack("x")
        try await rest()
    }

    private static let taskGroup = Trial(faults: [.crash, .lostAnswer]) { process in
        await withTaskGroup { group in
            for name in ["x", "y"] {
                group.addTask { try? await process.packing.pack(name) }
            }
        }
        try? await process.packing.pack("z")
        try await rest()
    }

    /// The model of a consumer: does the work, then commits it. It prints what it is assigned and
    /// what it is handed.
    private static func careful(instances: [String], spare: String?) -> Trial {
        Trial(faults: .all, instances: instances, spare: spare) { process in
            let consumer = process.cluster.makeConsumer(groupID: "g")
            try await consumer.subscribe(
                to: ["orders"], onAssigned: { say("assigned", $0) },
                onRevoked: { say("revoked", $0) }, onLost: { say("lost", $0) })
            while true {
                let records = try await consumer.poll()
                for record in records { print("got \(record.topicPartition)@\(record.offset)") }
                for record in records {
                    try await process.packing.pack(record.key ?? "")
                    try await consumer.commit(record)
                }
            }
        }
    }

    private static func say(_ what: String, _ partitions: [TopicPartition]) {
        print(what, partitions.map(\.description).joined(separator: ","))
    }

    /// Charges without a key, and goes on whatever happens to a call.
    private static let stubborn = Trial(faults: .all, spare: "b") { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while true {
            for record in try await consumer.poll() {
                _ = try? await process.gateway.charge(
                    Money(cents: 100), token: record.key ?? "")
                try? await consumer.commit(record)
            }
        }
    }

    /// Does not hear that it is asked to stop.
    private static let deaf = Trial(faults: .deploy) { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while true {
            let records = (try? await consumer.poll()) ?? []
            for record in records { try await process.packing.pack(record.key ?? "") }
        }
    }

    /// Is asked to stop, and takes its time over each record.
    private static let sluggish = Trial(faults: [.deploy, .zombie]) { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while true {
            for record in try await consumer.poll() {
                try await process.packing.pack(record.key ?? "")
                usleep(20_000_000)
            }
        }
    }

    /// Hears it, and returns.
    private static let obliging = Trial(faults: .deploy) { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while !Task.isCancelled {
            let records = (try? await consumer.poll()) ?? []
            for record in records { try? await process.packing.pack(record.key ?? "") }
        }
    }

    private static let returning = Trial(faults: []) { process in
        try await process.packing.pack("x")
    }

    private struct Stumbled: Error {}

    /// Throws in its first life only.
    private static let stumbling = Trial(faults: []) { process in
        let isFirst = try await process.database.transaction { transaction in
            if try transaction.get("lives", "first") != nil { return false }
            try transaction.insert("lives", "first")
            return true
        }
        if isFirst { throw Stumbled() }
        try await process.packing.pack("x")
        try await rest()
    }

    private static let hopeless = Trial(faults: []) { _ in throw Stumbled() }

    /// Looks at the database in every round, commits in every round, and saves now and then.
    private static let transacting = Trial(
        faults: FaultSet.all.subtracting(.rewind), instances: ["a", "b"]
    ) { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while true {
            let records = try await consumer.poll()
            for record in records {
                try await process.database.transaction { transaction in
                    if try transaction.get("seen", record.key ?? "") == nil {
                        try transaction.insert("seen", record.key ?? "")
                    }
                }
            }
            _ = try await process.database.transaction { try $0.scan("seen").count }
            try await consumer.commit()
        }
    }

    private static let producing = Trial(
        faults: [.crash, .lostRequest, .lostAnswer, .lateRequest], records: []
    ) { process in
        var options = ProducerOptions()
        options.enableIdempotence = false
        let producer = process.cluster.makeProducer(options)
        for name in ["p", "q"] {
            _ = try await producer.send(
                ProducerRecord(topic: "orders", partition: 0, value: Array(name.utf8)))
            try await producer.flush()
        }
        try await process.warehouse.reserve("sent")
        try await rest()
    }

    /// One sends a record, and one waits for what comes.
    private static let lateNews = Trial(
        faults: .lateRequest, records: [], instances: ["a", "b"]
    ) { process in
        if process.name == "a" {
            var options = ProducerOptions()
            options.enableIdempotence = false
            let producer = process.cluster.makeProducer(options)
            _ = try await producer.send(
                ProducerRecord(topic: "orders", partition: 0, value: Array("p".utf8)))
            try await rest()
        }
        let consumer = process.cluster.makeConsumer(ConsumerOptions())
        try await consumer.assign([TopicPartition("orders", 0)])
        while true {
            for record in try await consumer.poll() {
                try await process.packing.pack("\(record.text)@\(record.offset)")
            }
        }
    }
}
