import EventLog

/// Kafka's layouts: `OffsetCommitKey` 1, `OffsetCommitValue` 3, `GroupMetadataKey` 2 and
/// `GroupMetadataValue` 3, with `ConsumerProtocolSubscription` 2 and `ConsumerProtocolAssignment` 0
/// inside. What this broker doesn't know (leader epoch, commit metadata, client host, user data) is
/// written as Kafka writes nothing.
extension GroupRecord {
    var key: [UInt8] {
        var bytes = WireBytes()
        switch self {
        case .offset(let group, let partition, _):
            bytes.write(Int16(1))
            bytes.write(group)
            bytes.write(partition.topic)
            bytes.write(Int32(clamping: partition.partition))
        case .group(let group, _):
            bytes.write(Int16(2))
            bytes.write(group)
        }
        return bytes.written
    }

    /// Nil is a tombstone.
    var value: [UInt8]? {
        switch self {
        case .offset(_, _, let committed): committed?.encoded
        case .group(_, let metadata): metadata?.encoded
        }
    }
}

extension CommittedOffset {
    fileprivate var encoded: [UInt8] {
        var bytes = WireBytes()
        bytes.write(Int16(3))
        bytes.write(offset)
        bytes.write(Int32(-1))
        bytes.write("")
        bytes.write(time.milliseconds)
        return bytes.written
    }
}

extension GroupMetadata {
    fileprivate var encoded: [UInt8] {
        var bytes = WireBytes()
        bytes.write(Int16(3))
        bytes.write("consumer")
        bytes.write(generation)
        bytes.write(members.isEmpty ? nil : assignor)
        bytes.write(members.first?.id)
        bytes.write(emptySince?.milliseconds ?? -1)
        bytes.write(members) { bytes, member in
            bytes.write(member.id)
            bytes.write(member.groupInstanceID)
            bytes.write(member.clientID)
            bytes.write("")
            bytes.write(Int32(clamping: member.rebalanceTimeout))
            bytes.write(Int32(clamping: member.sessionTimeout))
            bytes.write(bytes: member.subscription.encoded)
            bytes.write(bytes: Self.encoded(member.assignment))
        }
        return bytes.written
    }

    private static func encoded(_ assignment: [TopicPartition]) -> [UInt8] {
        var bytes = WireBytes()
        bytes.write(Int16(0))
        bytes.write(assignment)
        bytes.write(Int32(-1))
        return bytes.written
    }
}

extension Subscription {
    fileprivate var encoded: [UInt8] {
        var bytes = WireBytes()
        bytes.write(Int16(2))
        bytes.write(topics) { $0.write($1) }
        bytes.write(Int32(-1))
        bytes.write(ownedPartitions)
        bytes.write(generation)
        return bytes.written
    }
}
