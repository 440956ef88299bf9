/// Everything that a client can ask of a broker, in the words of Kafka's protocol.
package enum BrokerRequest: Hashable, Sendable {
    case createTopic(CreateTopic)
    case createPartitions(CreatePartitions)
    case metadata(FetchMetadata)
    case produce(Produce)
    case fetch(Fetch)
    case listOffsets(ListOffsets)
    /// Large and rare: in a box, it makes the others no larger.
    indirect case joinGroup(JoinGroup)
    case syncGroup(SyncGroup)
    case heartbeat(Heartbeat)
    case leaveGroup(LeaveGroup)
    case describeGroup(DescribeGroup)
    case offsetCommit(OffsetCommit)
    case offsetFetch(OffsetFetch)
}

/// The answer to a request, in the case that bears the request's name.
package enum BrokerResponse: Hashable, Sendable {
    /// The answer to `createTopic`, `createPartitions`, `heartbeat`, `leaveGroup` and `offsetCommit`: nil is success.
    case done(ErrorCode?)
    case metadata(FetchMetadata.Response)
    case produce(Produce.Response)
    case fetch(Fetch.Response)
    case listOffsets(ListOffsets.Response)
    indirect case joinGroup(JoinGroup.Response)
    case syncGroup(SyncGroup.Response)
    indirect case describeGroup(DescribeGroup.Response)
    case offsetFetch(OffsetFetch.Response)
}
