import EventLog

extension GroupRecord {
    /// Nil for anything else than what `GroupRecord` writes: other versions, bytes that are too few or
    /// too many, texts that aren't UTF-8. It never traps, whatever the bytes are.
    init?(key: [UInt8]?, value: [UInt8]?) {
        var key = WireReader(key ?? [])
        guard let version: Int16 = key.number(), let group = key.text() else { return nil }
        switch version {
        case 1:
            guard let topic = key.text(), let partition: Int32 = key.number(), key.isAtEnd else {
                return nil
            }
            let committed = value.map(CommittedOffset.init(decoding:))
            if case .some(.none) = committed { return nil }
            self = .offset(
                group: group, partition: TopicPartition(topic, Int(partition)), committed ?? nil)
        case 2:
            let metadata = value.map(GroupMetadata.init(decoding:))
            if case .some(.none) = metadata { return nil }
            guard key.isAtEnd else { return nil }
            self = .group(group, metadata ?? nil)
        default: return nil
        }
    }
}

extension CommittedOffset {
    fileprivate init?(decoding bytes: [UInt8]) {
        var reader = WireReader(bytes)
        guard reader.number() == Int16(3), let offset: Int64 = reader.number(),
            let _: Int32 = reader.number(), reader.text() != nil,
            let time: Int64 = reader.number(), reader.isAtEnd
        else { return nil }
        self.init(offset: offset, time: Timestamp(milliseconds: time))
    }
}

extension GroupMetadata {
    fileprivate init?(decoding bytes: [UInt8]) {
        var reader = WireReader(bytes)
        guard reader.number() == Int16(3), reader.text() != nil,
            let generation: Int32 = reader.number(), let assignor = reader.optionalText(),
            reader.optionalText() != nil, let time: Int64 = reader.number(),
            let members = reader.array(of: { Member(from: &$0) }), reader.isAtEnd
        else { return nil }
        self.init(
            generation: generation, assignor: assignor ?? "",
            emptySince: time < 0 ? nil : Timestamp(milliseconds: time), members: members)
    }
}

extension GroupMetadata.Member {
    fileprivate init?(from reader: inout WireReader) {
        guard let id = reader.text(), let instance = reader.optionalText(),
            let clientID = reader.text(), reader.text() != nil,
            let rebalanceTimeout: Int32 = reader.number(),
            let sessionTimeout: Int32 = reader.number(),
            let subscription = reader.bytes().flatMap(Subscription.init(decoding:)),
            let assignment = reader.bytes().flatMap(Self.assignment)
        else { return nil }
        self.init(
            id: id, groupInstanceID: instance, clientID: clientID,
            rebalanceTimeout: Int64(rebalanceTimeout), sessionTimeout: Int64(sessionTimeout),
            subscription: subscription, assignment: assignment)
    }

    private static func assignment(_ bytes: [UInt8]) -> [TopicPartition]? {
        var reader = WireReader(bytes)
        guard let _: Int16 = reader.number(), let partitions = reader.partitions(),
            let _: Int32 = reader.number(), reader.isAtEnd
        else { return nil }
        return partitions
    }
}

extension Subscription {
    fileprivate init?(decoding bytes: [UInt8]) {
        var reader = WireReader(bytes)
        guard reader.number() == Int16(2), let topics = reader.array(of: { $0.text() }),
            reader.number() == Int32(-1), let owned = reader.partitions(),
            let generation: Int32 = reader.number(), reader.isAtEnd
        else { return nil }
        self.init(topics: topics, ownedPartitions: owned, generation: generation)
    }
}
