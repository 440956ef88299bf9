/// What a consumer is in its group at this moment, for a producer that commits its offsets: a
/// member that has been left behind is refused by its generation (KIP-447).
public struct ConsumerGroupMetadata: Hashable, Sendable {
    public let groupID: String
    public let memberID: String
    public let generation: Int32

    /// Only a name: then nobody checks whether the offsets come from a member.
    public init(groupID: String) {
        self.init(groupID: groupID, memberID: "", generation: -1)
    }

    init(groupID: String, memberID: String, generation: Int32) {
        self.groupID = groupID
        self.memberID = memberID
        self.generation = generation
    }
}

extension Consumer {
    /// To be asked for anew for each transaction: it changes with every rebalance.
    ///
    /// - Throws: `ConsumerError.closed`, `.noGroup`, and `.commitFailed` if this consumer is to share topics
    ///   and is no member, or no longer.
    public func groupMetadata() throws -> ConsumerGroupMetadata {
        try checkOpen()
        guard let groupID = options.groupID else { throw ConsumerError.noGroup }
        if case .topics = reading, !membership.isMember { throw ConsumerError.commitFailed }
        return ConsumerGroupMetadata(
            groupID: groupID, memberID: membership.memberID, generation: membership.generation)
    }
}
