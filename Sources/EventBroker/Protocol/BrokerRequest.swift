/// Everything that a client can ask of a broker, in the words of Kafka's protocol.
package enum BrokerRequest: Hashable, Sendable {
    /// Indirect where a request is large and rare, so that the others stay small.
    indirect case createTopic(CreateTopic)
    case deleteTopic(DeleteTopic)
    case createPartitions(CreatePartitions)
    case metadata(FetchMetadata)
    case produce(Produce)
    case deleteRecords(DeleteRecords)
    case fetch(Fetch)
    case listOffsets(ListOffsets)
    case joinGroup(JoinGroup)
    case syncGroup(SyncGroup)
    case heartbeat(Heartbeat)
    case leaveGroup(LeaveGroup)
    case describeGroup(DescribeGroup)
    case offsetCommit(OffsetCommit)
    case offsetFetch(OffsetFetch)
    case initProducerID(InitProducerID)
    case addPartitionsToTxn(AddPartitionsToTxn)
    case addOffsetsToTxn(AddOffsetsToTxn)
    indirect case txnOffsetCommit(TxnOffsetCommit)
    case endTxn(EndTxn)
}

/// The answer to a request, in the case that bears the request's name.
package enum BrokerResponse: Hashable, Sendable {
    /// The answer to requests that change something and return nothing: nil is success.
    case done(ErrorCode?)
    case metadata(FetchMetadata.Response)
    case produce(Produce.Response)
    case deleteRecords(DeleteRecords.Response)
    case fetch(Fetch.Response)
    case listOffsets(ListOffsets.Response)
    case joinGroup(JoinGroup.Response)
    case syncGroup(SyncGroup.Response)
    case describeGroup(DescribeGroup.Response)
    case offsetFetch(OffsetFetch.Response)
    case initProducerID(InitProducerID.Response)
}
