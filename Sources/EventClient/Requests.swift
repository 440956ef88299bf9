import EventBroker

/// One function per request, so that an answer of another kind is found in one place.
extension BrokerConnection {
    func createTopic(_ request: CreateTopic) async throws -> ErrorCode? {
        try await outcome(of: .createTopic(request))
    }

    func heartbeat(_ request: Heartbeat) async throws -> ErrorCode? {
        try await outcome(of: .heartbeat(request))
    }

    func leaveGroup(_ request: LeaveGroup) async throws -> ErrorCode? {
        try await outcome(of: .leaveGroup(request))
    }

    func commitOffsets(_ request: OffsetCommit) async throws -> ErrorCode? {
        try await outcome(of: .offsetCommit(request))
    }

    func deleteGroup(_ request: DeleteGroup) async throws -> ErrorCode? {
        try await outcome(of: .deleteGroup(request))
    }

    func deleteOffsets(_ request: DeleteOffsets) async throws -> ErrorCode? {
        try await outcome(of: .deleteOffsets(request))
    }

    func listGroups(_ request: ListGroups) async throws -> ListGroups.Response {
        guard case .listGroups(let answer) = try await send(.listGroups(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func describeGroup(_ request: DescribeGroup) async throws -> DescribeGroup.Response {
        guard case .describeGroup(let answer) = try await send(.describeGroup(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func metadata(_ request: FetchMetadata) async throws -> FetchMetadata.Response {
        guard case .metadata(let answer) = try await send(.metadata(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func fetch(
        _ request: Fetch, giveUpIf isUnwanted: () -> Bool
    ) async throws -> Fetch.Response {
        guard case .fetch(let answer) = try await send(.fetch(request), giveUpIf: isUnwanted)
        else {
            throw ProtocolViolation()
        }
        return answer
    }

    func listOffsets(_ request: ListOffsets) async throws -> ListOffsets.Response {
        guard case .listOffsets(let answer) = try await send(.listOffsets(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func joinGroup(
        _ request: JoinGroup, giveUpIf isUnwanted: () -> Bool
    ) async throws -> JoinGroup.Response {
        guard
            case .joinGroup(let answer) = try await send(.joinGroup(request), giveUpIf: isUnwanted)
        else {
            throw ProtocolViolation()
        }
        return answer
    }

    func syncGroup(
        _ request: SyncGroup, giveUpIf isUnwanted: () -> Bool
    ) async throws -> SyncGroup.Response {
        guard
            case .syncGroup(let answer) = try await send(.syncGroup(request), giveUpIf: isUnwanted)
        else {
            throw ProtocolViolation()
        }
        return answer
    }

    func fetchOffsets(_ request: OffsetFetch) async throws -> OffsetFetch.Response {
        guard case .offsetFetch(let answer) = try await send(.offsetFetch(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func deleteRecords(_ request: DeleteRecords) async throws -> DeleteRecords.Response {
        guard case .deleteRecords(let answer) = try await send(.deleteRecords(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func initProducerID(_ request: InitProducerID) async throws -> InitProducerID.Response {
        guard case .initProducerID(let answer) = try await send(.initProducerID(request)) else {
            throw ProtocolViolation()
        }
        return answer
    }

    func outcome(of request: BrokerRequest) async throws -> ErrorCode? {
        guard case .done(let error) = try await send(request) else { throw ProtocolViolation() }
        return error
    }
}

/// The broker answered a request with the answer to another one: a fault of ours.
struct ProtocolViolation: Error {}
