import EventBroker
import EventClient
import Simulation

extension HistoryPlan {
    /// Consume, transform, produce, with the offsets in the transaction.
    static let transform = HistoryPlan(
        "transform", topics: ["orders", "invoices"], input: input(4, in: "orders"),
        instances: ["mover-1", "mover-2", "reader"], spare: "mover-3",
        faults: [
            .crash, .lostRequest, .lostAnswer, .lateRequest, .zombie, .sessionTimeout, .rebalance,
            .deploy,
        ],
        safety: [.readsAreWhole, .onlyDecidedIsRead],
        liveness: [
            .effectsAreThereOnce(from: (1...4).map { "invoice of r\($0)" }, in: "invoices"),
            .allIsRead(of: "invoices", by: .readCommitted),
        ]
    ) { process, chronicle in
        if process.name == "reader" {
            try await Reading(process, chronicle).run(topic: "invoices", isolation: .readCommitted)
        } else {
            try await move(process)
        }
    }

    private static func move(_ process: SimulatedProcess) async throws {
        var producing = ProducerOptions()
        producing.transactionalID = process.name
        let producer = process.cluster.makeProducer(producing)
        try await producer.initTransactions()
        var consuming = ConsumerOptions(groupID: "movers")
        consuming.isolationLevel = .readCommitted
        consuming.maxPollRecords = 1
        let consumer = process.cluster.makeConsumer(consuming)
        try await consumer.subscribe(to: ["orders"])
        do {
            while true {
                let records = try await consumer.poll()
                if records.isEmpty { continue }
                try producer.beginTransaction()
                do {
                    try await move(records, from: consumer, to: producer)
                } catch  where (error as? ProducerError)?.isFatal != true {
                    try await producer.abortTransaction()
                    try await goBack(consumer)
                }
            }
        } catch is CancellationError {
            try? await consumer.close()
        }
    }

    private static func move(
        _ records: [ConsumerRecord], from consumer: Consumer, to producer: Producer
    ) async throws {
        var next: [TopicPartition: Int64] = [:]
        for record in records {
            let invoice = ProducerRecord(
                topic: "invoices", partition: record.partition,
                value: Array("invoice of \(record.text)".utf8))
            _ = try await producer.send(invoice)
            next[record.topicPartition] = record.offset + 1
        }
        try await producer.sendOffsets(next, groupMetadata: consumer.groupMetadata())
        try await producer.commitAtLast()
    }

    /// What was read in the transaction is to be read again.
    private static func goBack(_ consumer: Consumer) async throws {
        for partition in consumer.assignment {
            let committed = try await consumer.committed(partition)
            try consumer.seek(to: committed ?? 0, in: partition)
        }
    }
}
