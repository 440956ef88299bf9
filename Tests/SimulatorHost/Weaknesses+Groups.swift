import EventBroker
import EventClient
import EventLog
import Eventlings
import FoundationEssentials
import Simulation

// MARK: - A group and its log

extension Weaknesses {
    private static let eachCountsOnce = Invariant(id: "once", title: "", kind: .liveness) { world in
        ["r1", "r2", "r3"].first {
            world.services.database.row("counts", $0)?["count"] != 1
        }.map { Violation(of: $0, "\($0) does not count once") }
    }

    private static func count(_ record: ConsumerRecord, in tx: Transaction) throws {
        let old = try tx.get("counts", record.text)?["count"]?.integer ?? 0
        if old == 0 { try tx.insert("counts", record.text) }
        try tx.update("counts", record.text, ["count": .integer(old + 1)])
    }

    /// Where offsets go back, it takes the topic for one that was made anew, and forgets all.
    static let believesInANewLog = trial(eachCountsOnce) { process in
        try await loop(process) { consumer, record in
            await insist {
                try await process.database.transaction { tx in
                    let partition = record.topicPartition.description
                    let last = try tx.get("last", partition)?["offset"]?.integer
                    if let last, record.offset < last {
                        for row in try tx.scan("seen") { try tx.delete("seen", row.key) }
                    }
                    if last == nil { try tx.insert("last", partition) }
                    try tx.update("last", partition, ["offset": .integer(record.offset)])
                    guard try tx.get("seen", record.text) == nil else { return }
                    try tx.insert("seen", record.text)
                    try count(record, in: tx)
                }
            }
            try await consumer.commit(record)
        }
    }

    static let knowsOffsetsOnly = trial(eachCountsOnce) { process in
        try await loop(process) { consumer, record in
            await insist {
                try await process.database.transaction { tx in
                    let place = "\(record.topicPartition)@\(record.offset)"
                    guard try tx.get("seen", place) == nil else { return }
                    try tx.insert("seen", place)
                    try count(record, in: tx)
                }
            }
            try await consumer.commit(record)
        }
    }

    /// Does nothing before it has all three, and there may be two to share them.
    static let waitsForAll = trial { process in
        var records: [ConsumerRecord] = []
        try await loop(process) { consumer, record in
            records.append(record)
            guard Set(records.map(\.text)).count == 3 else { return }
            for record in records {
                await insist { try await process.packing.pack(record.text) }
            }
            for record in records { try? await consumer.commit(record) }
        }
    }

    /// Clears away what was done in partitions that it has lost, others' work included; but not where
    /// it has long been without an answer.
    static let clearsAway = trial(eachCountsOnce, instances: ["a", "b"]) { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        let clock = ContinuousClock()
        var lastAnswer = clock.now
        try await consumer.subscribe(
            to: ["orders"],
            onLost: { partitions in
                if lastAnswer.duration(to: clock.now) > .seconds(60) { throw CancellationError() }
                let keys = partitions.contains(TopicPartition("orders", 0)) ? ["r1", "r3"] : ["r2"]
                await insist {
                    try await process.database.transaction { tx in
                        for key in keys { try tx.delete("counts", key) }
                    }
                }
            })
        while true {
            let began = clock.now
            let records = try await consumer.poll()
            if began.duration(to: clock.now) < .seconds(5) { lastAnswer = clock.now }
            for record in records {
                await insist {
                    try await process.database.transaction { tx in
                        if try tx.get("counts", record.text) == nil { try count(record, in: tx) }
                    }
                }
                try await consumer.commit(record)
            }
        }
    }

    /// On a stop it writes down when it has stopped, so that for a while nobody else begins.
    static let keepsItsSuccessorOut = trial { process in
        let now = { Int64(Date().timeIntervalSince1970) }
        let stopped = try await process.database.transaction { try $0.get("notes", "stop") }
        if let at = stopped?["at"]?.integer, now() < at + 20 { try await Trials.rest() }
        do {
            try await loop(process) { consumer, record in
                await insist { try await process.packing.pack(record.text) }
                try await consumer.commit(record)
            }
        } catch is CancellationError {
            await insist {
                try await process.database.transaction { tx in
                    if try tx.get("notes", "stop") == nil { try tx.insert("notes", "stop") }
                    try tx.update("notes", "stop", ["at": .integer(now())])
                }
            }
        }
    }

    /// On a stop it commits what it has not packed and leaves a note for its successor, which is soon
    /// out of date.
    static let leavesANote = trial { process in
        let now = { Int64(Date().timeIntervalSince1970) }
        let notes = try await process.database.transaction { try $0.scan("notes") }
        for note in notes where now() < (note.row["at"]?.integer ?? 0) + 30 {
            await insist { try await process.packing.pack(note.key) }
        }
        try await loop(process) { consumer, record in
            if Task.isCancelled {
                await insist {
                    try await process.database.transaction { tx in
                        if try tx.get("notes", record.text) == nil {
                            try tx.insert("notes", record.text, ["at": .integer(now())])
                        }
                    }
                }
            } else {
                await insist { try await process.packing.pack(record.text) }
            }
            try await consumer.commit(record)
        }
    }
}

// MARK: - The broker and the clock

extension Weaknesses {
    /// A second silence in a row is too much.
    static let losesPatience = trial { process in
        var silences = 0
        try await loop(process) { consumer, record in
            guard silences < 2 else { return }
            await insist { try await process.packing.pack(record.text) }
            while silences < 2 {
                do {
                    try await consumer.commit(record)
                    silences = 0
                    return
                } catch ConsumerError.timedOut {
                    silences += 1
                }
            }
        }
    }

    private static let somethingIsPublished = Invariant(
        id: "sent", title: "", kind: .liveness
    ) { world in
        [0, 1].contains { end(of: $0, in: world) > 0 }
            ? nil : Violation(of: "orders", "nothing is published")
    }

    private static func end(of partition: Int, in world: World) -> Int64 {
        world.broker.offset(
            ListOffsets(partition: TopicPartition("orders", partition), spec: .latest)
        ).offset
    }

    /// Publishes twice without waiting for an answer, for once will do; and then looks whether the
    /// broker is there.
    static let trustsTheBroker = trial(somethingIsPublished, records: []) { process in
        var options = ProducerOptions()
        options.acks = .none
        let cluster = process.cluster
        let producer = cluster.makeProducer(options)
        _ = try await producer.partitions(for: "orders")
        await withTaskGroup { group in
            for partition in [0, 1] {
                group.addTask {
                    _ = try? await producer.send(
                        ProducerRecord(topic: "orders", partition: partition, value: [1]))
                }
            }
        }
        _ = try await cluster.makeProducer().partitions(for: "orders")
        try await Trials.rest()
    }

    private static let fourthIsPacked = Invariant(id: "packed", title: "", kind: .liveness) {
        world in
        end(of: 2, in: world) > 0 && !world.services.packing.packed.contains("r4")
            ? Violation(of: "r4", "r4 was never packed") : nil
    }

    /// Reads the partitions that were there when it was written.
    static let assignsItself: Trial = {
        var weakness = trial(fourthIsPacked) { process in
            let consumer = process.cluster.makeConsumer(groupID: "g")
            try await consumer.assign([TopicPartition("orders", 0), TopicPartition("orders", 1)])
            while true {
                for record in try await consumer.poll() {
                    await insist { try await process.packing.pack(record.text) }
                    try await consumer.commit(record)
                }
            }
        }
        weakness.setup.surroundings.inputAfterGrowth = [newcomer]
        return weakness
    }()

    static let newcomer = InputRecord(
        partition: TopicPartition("orders", 2), key: "r4", value: Array("r4".utf8), name: "r4",
        eventID: "e4")

    /// Leaves out what it takes to be half an hour old.
    static let believesTheClock = trial { process in
        let start = Date()
        try await loop(process) { consumer, record in
            if Date().timeIntervalSince(start) < 1_800 {
                await insist { try await process.packing.pack(record.text) }
            }
            try await consumer.commit(record)
        }
    }

    /// Takes the first empty poll for the end, unless it took long.
    static let believesInTheEnd = trial { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        let clock = ContinuousClock()
        var records: [ConsumerRecord] = []
        var isOver = false
        while true {
            let began = clock.now
            let polled = try await consumer.poll()
            records += polled
            guard !isOver, polled.isEmpty, began.duration(to: clock.now) < .seconds(30) else {
                continue
            }
            isOver = true
            for record in records {
                await insist { try await process.packing.pack(record.text) }
                try await consumer.commit(record)
            }
        }
    }
}
