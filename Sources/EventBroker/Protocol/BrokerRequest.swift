/// Everything that a client can ask of a broker, in the words of Kafka's protocol.
package enum BrokerRequest: Codable, Hashable, Sendable {
    /// Indirect where a request is large and rare, so that the others stay small.
    indirect case createTopic(CreateTopic)
    case deleteTopic(DeleteTopic)
    case createPartitions(CreatePartitions)
    case metadata(FetchMetadata)
    case produce(Produce)
    case deleteRecords(DeleteRecords)
    case fetch(Fetch)
    case listOffsets(ListOffsets)
    /// Large and rare: in a box, it makes the others no larger.
    indirect case joinGroup(JoinGroup)
    case syncGroup(SyncGroup)
    case heartbeat(Heartbeat)
    case leaveGroup(LeaveGroup)
    case describeGroup(DescribeGroup)
    case listGroups(ListGroups)
    case deleteGroup(DeleteGroup)
    case deleteOffsets(DeleteOffsets)
    case offsetCommit(OffsetCommit)
    case offsetFetch(OffsetFetch)
    case initProducerID(InitProducerID)
    case addPartitionsToTxn(AddPartitionsToTxn)
    case addOffsetsToTxn(AddOffsetsToTxn)
    indirect case txnOffsetCommit(TxnOffsetCommit)
    case endTxn(EndTxn)
}

/// The answer to a request, in the case that bears the request's name.
package enum BrokerResponse: Codable, Hashable, Sendable {
    /// The answer to a request that only succeeds, which is nil, or fails: `createTopic`, `heartbeat`.
    case done(ErrorCode?)
    case metadata(FetchMetadata.Response)
    case produce(Produce.Response)
    case deleteRecords(DeleteRecords.Response)
    case fetch(Fetch.Response)
    case listOffsets(ListOffsets.Response)
    indirect case joinGroup(JoinGroup.Response)
    case syncGroup(SyncGroup.Response)
    indirect case describeGroup(DescribeGroup.Response)
    case listGroups(ListGroups.Response)
    case offsetFetch(OffsetFetch.Response)
    case initProducerID(InitProducerID.Response)
}
