import EventBroker
import EventLog
import Testing

@Suite("Committed offsets")
struct OffsetCommitTests {
    @Test("Nothing committed is offset -1")
    func nothingCommitted() {
        var scenario = Scenario.withoutGroup()
        #expect(scenario.committed() == -1)
    }

    @Test("The last commit counts, even if it is lower")
    func lastCommitWins() {
        var scenario = Scenario.stable()
        _ = scenario.send(Scenario.commit("a-1", generation: 2, offset: 7))
        _ = scenario.send(Scenario.commit("a-1", generation: 2, offset: 4))
        #expect(scenario.committed() == 4)
    }

    @Test("Member and generation are checked, not who owns the partition")
    func ownershipIsNotChecked() {
        var scenario = Scenario.stable()
        #expect(scenario.ask(Scenario.commit("b-2", generation: 2, offset: 5))?.error == nil)
        #expect(scenario.committed() == 5)
    }

    @Test("A refused commit changes nothing: neither from an old generation nor after eviction")
    func refusedCommit() {
        var scenario = Scenario.stable()
        _ = scenario.send(Scenario.commit("b-2", generation: 2, offset: 3))
        _ = scenario.send(Scenario.leave("b-2"))
        _ = scenario.send(Scenario.join("a-1", client: "a"))
        _ = scenario.send(Scenario.sync("a-1", generation: 3, assigning: ["a-1": 0]))
        #expect(scenario.ask(Scenario.commit("b-2", generation: 2))?.error == .unknownMemberID)
        #expect(scenario.ask(Scenario.commit("a-1", generation: 2))?.error == .illegalGeneration)
        #expect(scenario.committed() == 3)
    }

    @Test("Offsets outlive the members that committed them")
    func offsetsOfEmptyGroup() {
        var scenario = Scenario.stable()
        _ = scenario.send(Scenario.commit("a-1", generation: 2, offset: 7))
        _ = scenario.send(Scenario.leave("a-1"))
        _ = scenario.send(Scenario.leave("b-2"))
        #expect(scenario.committed() == 7)
    }

    @Test("Offsets expire for the partitions named, and for no others")
    func expiredOffsets() {
        var broker = Broker()
        let now = Timestamp(milliseconds: 0)
        let parts = (0..<2).map { PartitionOffset(TopicPartition("orders", $0), 5) }
        for request: BrokerRequest in [
            .createTopic(CreateTopic(name: "orders", partitions: 2)),
            .offsetCommit(OffsetCommit(groupID: "billing", offsets: parts)),
        ] {
            broker.handle(request, id: RequestID(rawValue: 1), now: now)
        }
        broker.expireOffsets(of: "billing", in: [TopicPartition("orders", 0)])
        let request = OffsetFetch(groupID: "billing", partitions: parts.map(\.partition))
        #expect(broker.committed(request).offsets.map(\.offset) == [-1, 5])
    }

    @Test("A group is known from its first member or commit on")
    func groupIDs() {
        var scenario = Scenario.withoutGroup()
        #expect(scenario.broker.groupIDs == [])
        _ = scenario.send(Scenario.commit())
        _ = scenario.send(Scenario.join(client: "a", group: "shipping"))
        #expect(scenario.broker.groupIDs == ["billing", "shipping"])
    }

    @Test("A commit for a partition that doesn't exist is refused")
    func unknownPartition() {
        var scenario = Scenario()
        #expect(scenario.ask(Scenario.commit())?.error == .unknownTopicOrPartition)
    }
}
