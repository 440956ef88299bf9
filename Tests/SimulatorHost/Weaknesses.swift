import EventBroker
import EventClient
import EventLog
import Eventlings
import Simulation

/// Programs that bear everything but one kind of fault.
enum Weaknesses {
    static let all: [(fault: String, trial: Trial)] = [
        ("crash", commitsFirst), ("lostRequest", passesOverTimeouts),
        ("lostAnswer", readsSilenceAsNo), ("lateRequest", looksAndTriesAgain),
        ("rewind", believesInANewLog), ("duplicateAppend", knowsOffsetsOnly),
        ("rebalance", waitsForAll), ("sessionTimeout", clearsAway), ("zombie", goesBack),
        ("deploy", keepsItsSuccessorOut), ("leave", leavesANote),
        ("transient", passesOverFailures), ("slow", racesItself), ("brokerAway", losesPatience),
        ("brokerRestart", trustsTheBroker), ("morePartitions", assignsItself),
        ("clockJump", believesTheClock), ("latePartition", believesInTheEnd),
        ("reordering", takesTheFirst),
    ]

    /// All of the world's records are packed in the end.
    static let everythingIsPacked = Invariant(id: "packed", title: "", kind: .liveness) { world in
        ["r1", "r2", "r3"].first { !world.services.packing.packed.contains($0) }
            .map { Violation(of: $0, "\($0) was never packed") }
    }

    static func trial(
        _ invariant: Invariant = everythingIsPacked, records: [Int] = [0, 1, 0],
        instances: [String] = ["a"], program: @escaping Trial.Program
    ) -> Trial {
        var trial = Trial(
            faults: [], records: records, instances: instances,
            spare: instances.count == 1 ? "b" : nil, program: program)
        trial.invariants = [invariant]
        return trial
    }

    /// Tries until it works. Long enough apart that what comes late has come.
    static func insist(_ body: () async throws -> Void) async {
        while true {
            do { return try await body() } catch { try? await Task.sleep(for: .seconds(10)) }
        }
    }

    static func loop(
        _ process: SimulatedProcess,
        _ handle: (Consumer, ConsumerRecord) async throws -> Void
    ) async throws {
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        while true {
            for record in try await consumer.poll() { try await handle(consumer, record) }
        }
    }
}

// MARK: - A call and its answer

extension Weaknesses {
    private static let commitsFirst = trial { process in
        try await loop(process) { consumer, record in
            try? await consumer.commit(record)
            await insist { try await process.packing.pack(record.text) }
        }
    }

    private static let passesOverTimeouts = trial { process in
        try await loop(process) { consumer, record in
            await insist {
                do { try await process.packing.pack(record.text) } catch ServiceError.timedOut {}
            }
            try await consumer.commit(record)
        }
    }

    private static let readsSilenceAsNo = trial { process in
        try await loop(process) { consumer, record in
            let isWanted =
                (try? await process.database.transaction { tx in
                    try tx.get("cancelled", record.text) == nil
                }) ?? false
            if isWanted { await insist { try await process.packing.pack(record.text) } }
            try await consumer.commit(record)
        }
    }

    private static let oneRowEach = Invariant(id: "once", title: "", kind: .liveness) { world in
        let rows = world.services.database.rows("done").map(\.key)
        return ["r1", "r2", "r3"].first { id in rows.count { $0.hasPrefix(id) } != 1 }
            .map { Violation(of: $0, "\($0) is done more or less than once") }
    }

    /// It looks before it tries again, so only what comes after the look does harm.
    private static let looksAndTriesAgain = trial(oneRowEach) { process in
        try await loop(process) { consumer, record in
            var attempt = 0
            var isDone = false
            while !isDone {
                attempt += 1
                await insist {
                    isDone = try await process.database.transaction { tx in
                        try tx.scan("done").contains { $0.key.hasPrefix(record.text) }
                    }
                }
                guard !isDone else { break }
                let key = "\(record.text)-\(attempt)"
                try? await process.database.transaction { tx in try tx.insert("done", key) }
            }
            try await consumer.commit(record)
        }
    }

    private static let passesOverFailures = trial { process in
        try await loop(process) { consumer, record in
            await insist {
                do {
                    try await process.packing.pack(record.text)
                } catch ServiceError.unavailable {}
            }
            try await consumer.commit(record)
        }
    }

    private static func step(_ record: ConsumerRecord) -> OrderStep {
        OrderStep(
            id: record.text, type: record.text, time: Timestamp(milliseconds: 0),
            payload: OrderSummary(
                orderId: record.topicPartition.description, userId: "", region: "eu"))
    }

    private static let lastStepIsShown = Invariant(id: "last", title: "", kind: .liveness) {
        let last = $0.services.tracking.pages["orders-0"]?.current
        return last?.type == "r3" ? nil : Violation(of: "orders-0", "r3 is not shown")
    }

    /// Shows both steps at once; where it hears of an error, it does them again one by one.
    private static let racesItself = trial(lastStepIsShown, records: [0, 1, 0]) { process in
        let consumer = process.cluster.makeConsumer(groupID: "g")
        try await consumer.subscribe(to: ["orders"])
        var seen: Set<String> = []
        while true {
            let records = try await consumer.poll().filter { seen.insert($0.text).inserted }
            let hasFailed = await withTaskGroup(of: Bool.self) { group in
                for (index, record) in records.enumerated() {
                    group.addTask {
                        try? await Task.sleep(for: .milliseconds(index))
                        do { try await process.tracking.show(step(record)) } catch { return true }
                        return false
                    }
                }
                return await group.reduce(false) { $0 || $1 }
            }
            if hasFailed {
                try? await Task.sleep(for: .seconds(10))
                for record in records {
                    await insist { try await process.tracking.show(step(record)) }
                }
            }
            for record in records { try await consumer.commit(record) }
        }
    }

    /// A process that sleeps with this in its hands shows it when it wakes, after its successor.
    private static let goesBack = trial(
        lastStepIsShown, records: [0, 1, 0], instances: ["a", "b"]
    ) { process in
        var seen: Set<String> = []
        try await loop(process) { consumer, record in
            guard seen.insert(record.text).inserted else { return }
            await insist { try await process.tracking.show(step(record)) }
            try await consumer.commit(record)
        }
    }

    private static let firstIsTaken = Invariant(id: "first", title: "", kind: .liveness) { world in
        world.services.packing.packed == ["one"] ? nil : Violation(of: "one", "two came first")
    }

    private static let takesTheFirst = trial(firstIsTaken, records: []) { process in
        let first = await withTaskGroup(of: String.self) { group in
            for name in ["one", "two"] { group.addTask { name } }
            return await group.next() ?? ""
        }
        await insist { try await process.packing.pack(first) }
        try await Trials.rest()
    }
}
