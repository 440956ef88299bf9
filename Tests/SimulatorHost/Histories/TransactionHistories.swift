import EventBroker
import EventClient
import Simulation

extension HistoryPlan {
    /// Producers whose every second transaction is aborted, and readers of both kinds.
    static let transactions = payers("transactions") { $0 }

    /// Both with one transactional id: whoever begins fences the other.
    static let rivals = payers("rivals") { _ in "payer" }

    private static func payers(
        _ name: String, transactionalID: @escaping @Sendable (String) -> String
    ) -> HistoryPlan {
        HistoryPlan(
            name, topics: ["payments"], instances: ["payer-1", "payer-2", "strict", "lax"],
            faults: [.crash, .lostRequest, .lostAnswer, .lateRequest, .zombie],
            safety: [
                .acknowledgedStays, .wholeOrderHolds, .nothingTwice, .readsAreWhole,
                .onlyDecidedIsRead,
                .transactionsAreWhole,
            ],
            liveness: [
                .workIsDone(by: ["payer-1", "payer-2"]),
                .allIsRead(of: "payments", by: .readUncommitted),
                .allIsRead(of: "payments", by: .readCommitted),
            ]
        ) { process, chronicle in
            switch process.name {
            case "strict":
                try await Reading(process, chronicle).run(
                    topic: "payments", isolation: .readCommitted)
            case "lax":
                try await Reading(process, chronicle)
                    .run(topic: "payments", isolation: .readUncommitted)
            default:
                var options = ProducerOptions()
                options.transactionalID = transactionalID(process.name)
                // A request that gets lost takes a minute.
                options.transactionTimeout = .seconds(300)
                let producer = process.cluster.makeProducer(options)
                try await producer.initTransactions()
                let life = chronicle.begin(process.name)
                for number in 1...3 {
                    try await Payment(producer, chronicle, life, number).run(commits: number != 2)
                }
                chronicle.finished(process.name)
                try await Trials.rest()
            }
        }
    }
}

/// A record for each partition, in one transaction.
private struct Payment {
    private let producer: Producer
    private let chronicle: Chronicle
    private let life: String
    private let number: Int

    init(_ producer: Producer, _ chronicle: Chronicle, _ life: String, _ number: Int) {
        self.producer = producer
        self.chronicle = chronicle
        self.life = life
        self.number = number
    }

    /// Tries until it has ended as it should.
    func run(commits: Bool) async throws {
        var attempts = 0
        while true {
            attempts += 1
            let name = "\(life)/\(number).\(attempts)"
            do {
                try await attempt(name, commits: commits)
                return
            } catch let error as ProducerError where !error.isFatal {
                try await producer.abortTransaction()
                chronicle.ended(name, committed: false)
            }
        }
    }

    private func attempt(_ name: String, commits: Bool) async throws {
        try producer.beginTransaction()
        var sent: [(String, PendingRecord)] = []
        for partition in 0...1 {
            let value = "\(name)/\(partition)"
            chronicle.sent(value, by: life, to: TopicPartition("payments", partition))
            let record = ProducerRecord(
                topic: "payments", partition: partition, value: Array(value.utf8))
            sent.append((value, try await producer.send(record)))
        }
        guard commits else {
            try await producer.abortTransaction()
            return chronicle.ended(name, committed: false)
        }
        try await producer.commitAtLast()
        chronicle.ended(name, committed: true)
        for (value, pending) in sent { chronicle.acknowledged(value, try await pending.metadata) }
    }
}

extension Producer {
    /// Commits, asking once more if nobody has answered.
    func commitAtLast() async throws {
        do {
            try await commitTransaction()
        } catch ProducerError.timedOut {
            try await commitTransaction()
        }
    }
}
