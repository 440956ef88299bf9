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

/// Bytes in the types of Kafka's protocol: big-endian numbers, texts and arrays behind their length.
private struct WireBytes {
    private(set) var written: [UInt8] = []

    mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { written += $0 }
    }

    /// -1 as length stands for nil. A text that is longer than Kafka can write is cut.
    mutating func write(_ text: String?) {
        guard let text else { return write(Int16(-1)) }
        let utf8 = text.utf8.prefix(Int(Int16.max))
        write(Int16(utf8.count))
        written += utf8
    }

    mutating func write(bytes: [UInt8]) {
        write(Int32(clamping: bytes.count))
        written += bytes
    }

    mutating func write<Element>(
        _ elements: [Element], _ writeElement: (inout WireBytes, Element) -> Void
    ) {
        write(Int32(clamping: elements.count))
        for element in elements { writeElement(&self, element) }
    }

    /// By topic, in the order in which the topics come.
    mutating func write(_ partitions: [TopicPartition]) {
        let runs = partitions.reduce(into: [[TopicPartition]]()) { runs, next in
            if runs.last?.last?.topic == next.topic {
                runs[runs.count - 1].append(next)
            } else {
                runs.append([next])
            }
        }
        write(runs) { bytes, run in
            bytes.write(run.first?.topic ?? "")
            bytes.write(run) { $0.write(Int32(clamping: $1.partition)) }
        }
    }
}
