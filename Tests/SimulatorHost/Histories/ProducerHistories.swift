import EventBroker
import EventClient
import EventLog
import Simulation

extension HistoryPlan {
    static func named(_ name: String) throws -> HistoryPlan {
        guard let plan = all.first(where: { $0.setup.id == name }) else {
            throw WrongUsage("there is no history \(name)")
        }
        return plan
    }

    private static let all = [
        plain, idempotent, group(.range), group(.cooperativeSticky), transactions, rivals,
        transform,
    ]

    /// Producers that repeat what was not acknowledged: at least once.
    private static let plain = producers(
        "plain", isIdempotent: false, safety: [.acknowledgedStays, .orderHolds])

    private static let idempotent = producers(
        "idempotent", isIdempotent: true,
        safety: [.acknowledgedStays, .wholeOrderHolds, .nothingTwice])

    private static func producers(
        _ name: String, isIdempotent: Bool, safety: [Promise]
    ) -> HistoryPlan {
        let writers = ["writer-1", "writer-2"]
        return HistoryPlan(
            name, topics: ["orders"], instances: writers + ["reader"],
            faults: [.crash, .lostRequest, .lostAnswer, .lateRequest, .zombie, .sessionTimeout],
            safety: safety + [.oneLossIsNoFailure, .readsAreWhole, .commitsAreFenced],
            liveness: [.workIsDone(by: writers), .allIsRead(of: "orders", by: .readUncommitted)]
        ) { process, chronicle in
            if process.name == "reader" {
                try await Reading(process, chronicle).run(groupID: "readers", topic: "orders")
            } else {
                try await write(process, chronicle, isIdempotent: isIdempotent)
            }
        }
    }

    /// Three records to each partition, sent without waiting in between. Who dies begins anew, and its
    /// records are others.
    private static func write(
        _ process: SimulatedProcess, _ chronicle: Chronicle, isIdempotent: Bool
    ) async throws {
        let life = chronicle.begin(process.name)
        var options = ProducerOptions()
        options.enableIdempotence = isIdempotent
        let producer = process.cluster.makeProducer(options)
        var sent: [(String, PendingRecord)] = []
        for number in 1...3 {
            for partition in 0...1 {
                let value = "\(life)/\(partition)/\(number)"
                chronicle.sent(value, by: life, to: TopicPartition("orders", partition))
                sent.append(
                    (
                        value,
                        try await producer.send(
                            ProducerRecord(
                                topic: "orders", partition: partition, value: Array(value.utf8)))
                    ))
            }
        }
        var failure: (any Error)?
        for (value, pending) in sent {
            do {
                chronicle.acknowledged(value, try await pending.metadata)
            } catch {
                chronicle.failed(value)
                failure = error
            }
        }
        if let failure { throw failure }
        chronicle.finished(process.name)
        try await Trials.rest()
    }
}

/// A reader of a topic, who writes down what it is handed.
struct Reading {
    private let process: SimulatedProcess
    private let chronicle: Chronicle
    private let life: String

    init(_ process: SimulatedProcess, _ chronicle: Chronicle) {
        self.process = process
        self.chronicle = chronicle
        life = chronicle.begin(process.name)
    }

    /// As a member of a group that commits after each record. Leaves it when asked to stop.
    func run(groupID: String, topic: String, assignor: Assignor = .range) async throws {
        var options = ConsumerOptions(groupID: groupID)
        options.assignor = assignor
        let consumer = process.cluster.makeConsumer(options)
        try await consumer.subscribe(
            to: [topic], onAssigned: { _ in chronicle.assigned(to: life) }, onRevoked: { _ in })
        do {
            while true {
                for record in try await consumer.poll() {
                    note(record, .readUncommitted)
                    let generation = try consumer.groupMetadata().generation
                    try await consumer.commit(record)
                    chronicle.committed(record, generation: generation)
                }
            }
        } catch is CancellationError {
            try? await consumer.close()
        }
    }

    /// On its own.
    func run(topic: String, isolation: IsolationLevel) async throws {
        var options = ConsumerOptions()
        options.isolationLevel = isolation
        let consumer = process.cluster.makeConsumer(options)
        try await consumer.assign([TopicPartition(topic, 0), TopicPartition(topic, 1)])
        while true {
            for record in try await consumer.poll() { note(record, isolation) }
        }
    }

    private func note(_ record: ConsumerRecord, _ isolation: IsolationLevel) {
        chronicle.read(
            record, by: life, at: process.connection.now, isolation: isolation)
    }
}
