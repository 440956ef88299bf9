import EventLog

/// The value of a transactional id's record. It follows Kafka's `TransactionLogValue` and adds the
/// groups' offsets: there they wait in `__consumer_offsets`.
extension Transaction {
    private static let version: Int16 = 0

    var encoded: [UInt8] {
        var writer = WireBytes()
        writer.write(Self.version)
        writer.write(producer.id)
        writer.write(producer.epoch)
        writer.write(lastEpoch)
        writer.write(timeoutMilliseconds)
        writer.write(state.rawValue)
        writer.write(changedAt.milliseconds)
        writer.write(startedAt?.milliseconds ?? -1)
        writer.write(partitions) { $0.write($1) }
        writer.write(groups) { writer, group in
            writer.write(group.groupID)
            writer.write(group.offsets) { writer, offset in
                writer.write(offset.partition)
                writer.write(offset.offset)
            }
        }
        return writer.written
    }

    /// Nil if the bytes are no such value: they are looked at, never trusted.
    init?(decoding bytes: [UInt8], of transactionalID: String) {
        var reader = WireReader(bytes)
        guard let version: Int16 = reader.number(), version == Self.version,
            let id: Int64 = reader.number(), id >= 0, id < .max, let epoch: Int16 = reader.number(),
            epoch >= 0,
            let lastEpoch: Int16 = reader.number(),
            let timeout: Int64 = reader.number(), timeout > 0, timeout <= Self.longestTimeout,
            let state = reader.number().flatMap(TransactionState.init(rawValue:)), state != .dead,
            let changedAt = reader.readTimestamp(), let startedAt = reader.readTimestamp(),
            let partitions = reader.array(of: { $0.readPartition() }),
            let groups = reader.array(of: { $0.readGroupOffsets() }), reader.isAtEnd
        else { return nil }
        let isOpen = state == .ongoing || state == .prepareEpochFence
        if isOpen, startedAt.milliseconds < 0 { return nil }
        var head = Transaction(
            transactionalID: transactionalID, producer: ProducerIdentity(id: id, epoch: epoch),
            timeoutMilliseconds: timeout, now: changedAt)
        head.lastEpoch = lastEpoch
        self.init(
            head, state: state, partitions: partitions, groups: groups,
            startedAt: startedAt.milliseconds < 0 ? nil : startedAt)
    }

    /// A request's timeout is an Int32 in Kafka.
    private static let longestTimeout = Int64(Int32.max)
}

extension WireReader {
    /// Moments far from any that a clock shows are refused, so that adding to them can't overflow.
    fileprivate mutating func readTimestamp() -> Timestamp? {
        guard let milliseconds: Int64 = number(), milliseconds >= -1, milliseconds < 1 << 53 else {
            return nil
        }
        return Timestamp(milliseconds: milliseconds)
    }

    fileprivate mutating func readPartition() -> TopicPartition? {
        guard let topic = text(), let partition: Int32 = number(), partition >= 0 else {
            return nil
        }
        return TopicPartition(topic, Int(partition))
    }

    fileprivate mutating func readGroupOffsets() -> Transaction.GroupOffsets? {
        guard let groupID = text(), let offsets = array(of: { $0.readOffset() }) else {
            return nil
        }
        return Transaction.GroupOffsets(groupID: groupID, offsets: offsets)
    }

    private mutating func readOffset() -> PartitionOffset? {
        guard let partition = readPartition(), let offset: Int64 = number() else { return nil }
        return PartitionOffset(partition, offset)
    }
}

extension WireBytes {
    fileprivate mutating func write(_ partition: TopicPartition) {
        write(partition.topic)
        write(Int32(truncatingIfNeeded: partition.partition))
    }
}
