import EventBroker
import Testing

/// What a request meets in a state of the group, and what that leads to: one cell of the table in
/// Kafka's `GroupMetadataManager`.
struct Cell: CustomTestStringConvertible {
    enum Outcome: Equatable {
        case parked
        case answered(ErrorCode?)
    }

    let request: String
    let state: GroupState?
    let outcome: Outcome
    let then: GroupState

    init(_ request: String, _ state: GroupState?, _ outcome: Outcome, _ then: GroupState) {
        self.request = request
        self.state = state
        self.outcome = outcome
        self.then = then
    }

    var testDescription: String { "\(request), \(state?.rawValue ?? "no group")" }
}

@Suite("Each request in each state of a group")
struct GroupStateTableTests {
    static let joins: [Cell] = [
        Cell("JoinGroup, no id", nil, .answered(.memberIDRequired), .empty),
        Cell("JoinGroup, no id", .empty, .answered(.memberIDRequired), .empty),
        Cell("JoinGroup, no id", .stable, .answered(.memberIDRequired), .stable),
        Cell("JoinGroup, new member", .empty, .parked, .preparingRebalance),
        Cell("JoinGroup, new member", .preparingRebalance, .parked, .preparingRebalance),
        Cell("JoinGroup, new member", .completingRebalance, .parked, .preparingRebalance),
        Cell("JoinGroup, new member", .stable, .parked, .preparingRebalance),
        Cell("JoinGroup, follower", nil, .answered(.unknownMemberID), .dead),
        Cell("JoinGroup, follower", .empty, .answered(.unknownMemberID), .empty),
        // b-2 was the last one missing: the join phase ends with this request.
        Cell("JoinGroup, follower", .preparingRebalance, .answered(nil), .completingRebalance),
        Cell("JoinGroup, follower", .completingRebalance, .answered(nil), .completingRebalance),
        Cell("JoinGroup, follower", .stable, .answered(nil), .stable),
        Cell("JoinGroup, leader", .empty, .answered(.unknownMemberID), .empty),
        Cell("JoinGroup, leader", .preparingRebalance, .parked, .preparingRebalance),
        Cell("JoinGroup, leader", .completingRebalance, .answered(nil), .completingRebalance),
        Cell("JoinGroup, leader", .stable, .parked, .preparingRebalance),
        Cell("JoinGroup, changed", .completingRebalance, .parked, .preparingRebalance),
        Cell("JoinGroup, changed", .stable, .parked, .preparingRebalance),
    ]

    static let syncs: [Cell] = [
        Cell("SyncGroup, follower", nil, .answered(.unknownMemberID), .dead),
        Cell("SyncGroup, follower", .empty, .answered(.unknownMemberID), .empty),
        Cell(
            "SyncGroup, follower", .preparingRebalance, .answered(.rebalanceInProgress),
            .preparingRebalance),
        Cell("SyncGroup, follower", .completingRebalance, .parked, .completingRebalance),
        Cell("SyncGroup, follower", .stable, .answered(nil), .stable),
        Cell("SyncGroup, leader", .completingRebalance, .answered(nil), .stable),
        Cell("SyncGroup, leader", .stable, .answered(nil), .stable),
    ]

    static let others: [Cell] = [
        Cell("Heartbeat", nil, .answered(.unknownMemberID), .dead),
        Cell("Heartbeat", .empty, .answered(.unknownMemberID), .empty),
        Cell(
            "Heartbeat", .preparingRebalance, .answered(.rebalanceInProgress), .preparingRebalance),
        Cell("Heartbeat", .completingRebalance, .answered(nil), .completingRebalance),
        Cell("Heartbeat", .stable, .answered(nil), .stable),
        Cell("LeaveGroup", nil, .answered(.unknownMemberID), .dead),
        Cell("LeaveGroup", .empty, .answered(.unknownMemberID), .empty),
        // a-1 had joined already, and b-2 needn't be waited for any longer.
        Cell("LeaveGroup", .preparingRebalance, .answered(nil), .completingRebalance),
        Cell("LeaveGroup", .completingRebalance, .answered(nil), .preparingRebalance),
        Cell("LeaveGroup", .stable, .answered(nil), .preparingRebalance),
    ]

    static let commits: [Cell] = [
        Cell("OffsetCommit", nil, .answered(.groupIDNotFound), .dead),
        Cell("OffsetCommit", .empty, .answered(.unknownMemberID), .empty),
        Cell("OffsetCommit", .preparingRebalance, .answered(nil), .preparingRebalance),
        Cell(
            "OffsetCommit", .completingRebalance, .answered(.rebalanceInProgress),
            .completingRebalance),
        Cell("OffsetCommit", .stable, .answered(nil), .stable),
        Cell("OffsetCommit without generation", nil, .answered(nil), .empty),
        Cell("OffsetCommit without generation", .empty, .answered(nil), .empty),
        Cell(
            "OffsetCommit without generation", .preparingRebalance, .answered(.unknownMemberID),
            .preparingRebalance),
        Cell(
            "OffsetCommit without generation", .completingRebalance, .answered(.unknownMemberID),
            .completingRebalance),
        Cell("OffsetCommit without generation", .stable, .answered(.unknownMemberID), .stable),
        Cell("OffsetFetch", nil, .answered(nil), .dead),
        Cell("OffsetFetch", .empty, .answered(nil), .empty),
        Cell("OffsetFetch", .preparingRebalance, .answered(nil), .preparingRebalance),
        Cell("OffsetFetch", .completingRebalance, .answered(nil), .completingRebalance),
        Cell("OffsetFetch", .stable, .answered(nil), .stable),
    ]

    @Test(
        "A request is answered, refused or parked as the group's state demands",
        arguments: joins + syncs + others + commits)
    func cell(_ cell: Cell) throws {
        var scenario = scenario(in: cell.state)
        let request = request(cell.request, in: &scenario)

        let answer = scenario.ask(request)

        #expect((answer.map { .answered($0.error) } ?? .parked) == cell.outcome)
        #expect(scenario.group().state == cell.then)
    }

    @Test("The scenarios of the table are in the states that they are named after")
    func scenarios() {
        for state in [GroupState.empty, .preparingRebalance, .completingRebalance, .stable] {
            var scenario = scenario(in: state)
            #expect(scenario.group().state == state)
        }
    }

    @Test(
        "A member with another generation than the group's is refused, be it older or newer",
        arguments: [GroupState.preparingRebalance, .completingRebalance, .stable], [-1, 1, 3])
    func otherGeneration(state: GroupState, generation: Int32) {
        let requests = [
            Scenario.sync("b-2", generation: generation),
            Scenario.heartbeat("b-2", generation: generation),
            Scenario.commit("b-2", generation: generation),
        ]
        for request in requests {
            var scenario = scenario(in: state)
            #expect(scenario.ask(request)?.error == .illegalGeneration)
        }
    }

    private func scenario(in state: GroupState?) -> Scenario {
        switch state {
        case .empty: .empty()
        case .preparingRebalance: .preparingRebalance()
        case .completingRebalance: .completingRebalance()
        case .stable: .stable()
        case .dead, nil: .withoutGroup()
        }
    }

    private func request(_ name: String, in scenario: inout Scenario) -> BrokerRequest {
        let generation = max(scenario.group().generation, 2)
        return switch name {
        case "JoinGroup, no id": Scenario.join(client: "c")
        case "JoinGroup, new member": Scenario.join(scenario.reserveID(client: "c"), client: "c")
        case "JoinGroup, follower": Scenario.join("b-2", client: "b")
        case "JoinGroup, leader": Scenario.join("a-1", client: "a")
        case "JoinGroup, changed": Scenario.join("b-2", client: "b", topics: ["orders", "refunds"])
        case "SyncGroup, follower": Scenario.sync("b-2", generation: generation)
        case "SyncGroup, leader": Scenario.sync("a-1", generation: generation)
        case "Heartbeat": Scenario.heartbeat("b-2", generation: generation)
        case "LeaveGroup": Scenario.leave("b-2")
        case "OffsetCommit": Scenario.commit("b-2", generation: generation)
        case "OffsetCommit without generation": Scenario.commit()
        case "OffsetFetch":
            .offsetFetch(
                OffsetFetch(groupID: "billing", partitions: [TopicPartition("orders", 0)]))
        default: preconditionFailure("No such request: \(name)")
        }
    }
}
