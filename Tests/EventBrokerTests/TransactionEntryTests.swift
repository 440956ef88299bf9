import EventLog
import Testing

@testable import EventBroker

@Suite("The records of the transaction coordinator")
struct TransactionEntryTests {
    private let now = Timestamp(milliseconds: 5_000)

    @Test(
        "What is written is read back", arguments: TransactionState.allCases.filter { $0 != .dead })
    func roundTrip(state: TransactionState) {
        let transaction = transaction(in: state)
        let entries: [TransactionEntry] = [
            .transaction(transaction), .producerIDs(upTo: 3_000), .forgotten("billing"),
        ]
        for entry in entries { #expect(TransactionEntry(entry.record(at: now)) == entry) }
    }

    @Test("Cut off anywhere, or with a byte too many, it is none")
    func cutOff() {
        let bytes = transaction(in: .prepareCommit).encoded
        for count in bytes.indices {
            #expect(Transaction(decoding: Array(bytes.prefix(count)), of: "one") == nil)
        }
        #expect(Transaction(decoding: bytes + [0], of: "one") == nil)
    }

    @Test(
        "Whatever the bytes, reading them and going on from them never traps",
        arguments: 1...20 as ClosedRange<UInt64>)
    func anyBytes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sound = transaction(in: .prepareCommit).encoded
        for _ in 1...500 {
            var value = sound
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = value.indices.randomElement(using: &random) ?? 0
                value[index] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) {
                value = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
            }
            let key: [UInt8] =
                Bool.random(using: &random) ? [] : [UInt8.random(in: 0...255, using: &random)]
            let batch = RecordBatch([Record(timestamp: now, key: key, value: value)])
            var broker = try Broker(recovering: [
                Broker.RecoveredTopic(
                    name: TransactionEntry.topic, logs: [PartitionStore(log(of: batch))])
            ])
            broker.tick(now: Timestamp(milliseconds: 1 << 40)) { _ in nil }
            broker.handle(
                .initProducerID(InitProducerID(transactionalID: "one")), id: RequestID(rawValue: 1),
                now: Timestamp(milliseconds: 1 << 40))
        }
    }

    private func log(of batch: RecordBatch) -> MemoryLog {
        var log = MemoryLog()
        log.append(batch)
        return log
    }

    private func transaction(in state: TransactionState) -> Transaction {
        let partitions = [TopicPartition("orders", 0), TopicPartition("größe", 11)]
        return Transaction(
            Transaction(
                transactionalID: "one", producer: ProducerIdentity(id: 7, epoch: 3),
                timeoutMilliseconds: 60_000, now: now),
            state: state, partitions: partitions,
            groups: [.init(groupID: "billing", offsets: [PartitionOffset(partitions[1], 12)])],
            startedAt: state == .ongoing || state == .prepareEpochFence ? now : nil)
    }
}
