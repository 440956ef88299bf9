import EventClient
import Eventlings
import Simulation

/// Members of a group that are asked to stop, or lose what they hold.
enum MembershipTrials {
    static let named: [String: Trial] = [
        "leaves": stopping { try await $0.close() },
        "just-goes": stopping { _ in },
        "stays": stopping { consumer in while true { _ = try? await consumer.poll() } },
        "keeps-its-queue": keepsItsQueue, "lanes-of-an-actor": lanesOfAnActor,
    ]

    /// Packs, and does that when it is asked to stop.
    private static func stopping(
        _ end: @escaping @Sendable (Consumer) async throws -> Void
    ) -> Trial {
        var trial = Trial(faults: .deploy, records: [0, 1]) { process in
            let consumer = process.cluster.makeConsumer(groupID: "g")
            try await consumer.subscribe(to: ["orders"])
            do {
                while true {
                    for record in try await consumer.poll() {
                        try await process.packing.pack(record.text)
                        try await consumer.commit(record)
                    }
                }
            } catch is CancellationError {
                try await end(consumer)
            }
        }
        trial.setup.surroundings.placeIsFreeWithin = .seconds(1)
        trial.invariants = [
            Invariant(id: "room", title: "", kind: .safety) { world in
                world.keptPlace.map { Violation(of: $0, "\($0) made no room") }
            }
        ]
        return trial
    }

    /// Takes a record a time out of a queue that outlives its partitions.
    private static let keepsItsQueue: Trial = {
        var trial = Trial(faults: .sessionTimeout, records: [0, 0]) { process in
            let consumer = process.cluster.makeConsumer(groupID: "g")
            try await consumer.subscribe(to: ["orders"])
            var queue: [ConsumerRecord] = []
            while true {
                queue += try await consumer.poll(timeout: queue.isEmpty ? .seconds(1) : .zero)
                if queue.isEmpty { continue }
                let record = queue.removeFirst()
                try await process.packing.pack(record.text)
                try await consumer.commit(record)
            }
        }
        trial.invariants = [
            Invariant(id: "lost", title: "", kind: .safety) { world in
                world.begunAfterLoss.map { Violation(of: $0, "\($0) was lost") }
            }
        ]
        return trial
    }()

    private actor Lane {
        private let packing: PackingStation
        private var records: [ConsumerRecord] = []
        private var isBusy = false

        init(_ packing: PackingStation) { self.packing = packing }

        func add(_ record: ConsumerRecord) {
            records.append(record)
            if !isBusy { Task { await work() } }
            isBusy = true
        }

        func look() {}

        private func work() async {
            while let record = records.first {
                try? await packing.pack(record.text)
                records.removeFirst()
            }
            isBusy = false
        }
    }

    /// An actor waits for its calls while others look in.
    private static let lanesOfAnActor: Trial = {
        var trial = Trial(faults: [], records: [0, 0, 0]) { process in
            let consumer = process.cluster.makeConsumer(groupID: "g")
            try await consumer.subscribe(to: ["orders"])
            let lane = Lane(process.packing)
            while true {
                for record in try await consumer.poll(timeout: .milliseconds(300)) {
                    await lane.add(record)
                }
                await lane.look()
            }
        }
        trial.setup.surroundings.callTimes[.packing] = CallTime(
            usual: .seconds(2), slow: .seconds(3), timeout: .seconds(5))
        return trial
    }()
}
