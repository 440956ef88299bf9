import EventBroker
import EventLog

/// A producer as its client would keep it: an identity and, per partition, the next number.
struct TestProducer {
    var transactionalID: String?
    var identity: ProducerIdentity
    var next: [Int: Int32] = [:]

    func batch(
        _ count: Int, from sequence: Int32, transactional: Bool? = nil, value: UInt8 = 1
    ) -> RecordBatch {
        let records = (0..<count).map { _ in
            Record(timestamp: Timestamp(milliseconds: 1_000), key: [value], value: [value])
        }
        return RecordBatch(
            records, producer: identity, baseSequence: sequence,
            isTransactional: transactional ?? (transactionalID != nil))
    }
}

extension Scenario {
    mutating func initialise(
        _ transactionalID: String? = nil, timeout: Int64 = 60_000,
        current: ProducerIdentity? = nil
    ) -> InitProducerID.Response? {
        let request = InitProducerID(
            transactionalID: transactionalID, transactionTimeoutMilliseconds: timeout,
            current: current)
        guard case .initProducerID(let response) = ask(.initProducerID(request)) else { return nil }
        return response
    }

    mutating func makeProducer(_ transactionalID: String? = nil) -> TestProducer {
        for _ in 1...2 {
            if let identity = initialise(transactionalID)?.producer {
                return TestProducer(transactionalID: transactionalID, identity: identity)
            }
        }
        preconditionFailure("There is a producer at the second asking.")
    }

    mutating func produce(
        _ batch: RecordBatch, by transactionalID: String? = nil, to partition: Int = 0
    ) -> Produce.Response? {
        let request = Produce(
            partition: TopicPartition("orders", partition), batch: batch,
            transactionalID: transactionalID)
        guard case .produce(let response) = ask(.produce(request)) else { return nil }
        return response
    }

    /// The next records, in order.
    @discardableResult
    mutating func produce(
        _ count: Int, by producer: inout TestProducer, to partition: Int = 0
    ) -> Produce.Response? {
        let sequence = producer.next[partition, default: 0]
        producer.next[partition] = sequence + Int32(count)
        return produce(
            producer.batch(count, from: sequence), by: producer.transactionalID, to: partition)
    }

    @discardableResult
    mutating func add(_ partitions: [Int], to producer: TestProducer) -> ErrorCode? {
        ask(
            .addPartitionsToTxn(
                AddPartitionsToTxn(
                    transactionalID: producer.transactionalID ?? "", producer: producer.identity,
                    partitions: partitions.map { TopicPartition("orders", $0) })))?.error
    }

    @discardableResult
    mutating func end(_ producer: TestProducer, commits: Bool) -> ErrorCode? {
        ask(
            .endTxn(
                EndTxn(
                    transactionalID: producer.transactionalID ?? "", producer: producer.identity,
                    commits: commits)))?.error
    }

    mutating func addOffsets(to producer: TestProducer, groupID: String = "billing") -> ErrorCode? {
        ask(
            .addOffsetsToTxn(
                AddOffsetsToTxn(
                    transactionalID: producer.transactionalID ?? "", producer: producer.identity,
                    groupID: groupID)))?.error
    }

    mutating func commit(
        _ offset: Int64, in producer: TestProducer, memberID: String = "", generation: Int32 = -1
    ) -> ErrorCode? {
        let commit = OffsetCommit(
            groupID: "billing", memberID: memberID, generation: generation,
            offsets: [PartitionOffset(TopicPartition("orders", 0), offset)])
        return ask(
            .txnOffsetCommit(
                TxnOffsetCommit(
                    transactionalID: producer.transactionalID ?? "", producer: producer.identity,
                    commit: commit)))?.error
    }

    mutating func read(
        _ partition: Int = 0, from offset: Int64 = 0, _ isolation: IsolationLevel = .readUncommitted
    ) -> Fetch.Partition? {
        let position = PartitionOffset(TopicPartition("orders", partition), offset)
        let request = Fetch(positions: [position], maxWaitMilliseconds: 0, isolation: isolation)
        return ask(.fetch(request))?.fetch?.partitions.first
    }
}
