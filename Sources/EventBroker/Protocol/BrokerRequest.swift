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
    case listGroups(ListGroups)
    case deleteGroup(DeleteGroup)
    case deleteOffsets(DeleteOffsets)
    case offsetCommit(OffsetCommit)
    case offsetFetch(OffsetFetch)
}

/// The answer to a request, in the case that bears the request's name.
package enum BrokerResponse: Hashable, Sendable {
    /// The answer to a request that only succeeds, which is nil, or fails: `createTopic`, `heartbeat`.
    case done(ErrorCode?)
    case metadata(FetchMetadata.Response)
    case produce(Produce.Response)
    case fetch(Fetch.Response)
    case listOffsets(ListOffsets.Response)
    indirect case joinGroup(JoinGroup.Response)
    case syncGroup(SyncGroup.Response)
    indirect case describeGroup(DescribeGroup.Response)
    case listGroups(ListGroups.Response)
    case offsetFetch(OffsetFetch.Response)
}
