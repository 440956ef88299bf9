import EventLog
import Testing

@testable import EventBroker

@Suite("Groups are kept in an internal topic")
struct GroupRecoveryTests {
    private let internalTopic = TopicPartition("__consumer_offsets", 0)
    private let restart = Timestamp(milliseconds: 60_000)

    /// billing is stable, with commits; shipping is empty; gone is deleted.
    private func scenario() -> Scenario {
        var options = Broker.Options()
        options.keepsInternalTopics = true
        var scenario = Scenario(options)
        scenario.createOrders()
        for group in ["shipping", "gone"] {
            let id = scenario.ask(Scenario.join(client: "s", group: group))?.join?.memberID ?? ""
            _ = scenario.send(Scenario.join(id, client: "s", group: group))
            _ = scenario.send(
                .syncGroup(SyncGroup(groupID: group, memberID: id, generation: 1)))
            _ = scenario.send(
                .offsetCommit(
                    OffsetCommit(
                        groupID: group, memberID: id, generation: 1,
                        offsets: [PartitionOffset(TopicPartition("orders", 2), 5)])))
            _ = scenario.send(.leaveGroup(LeaveGroup(groupID: group, memberID: id)))
        }
        _ = scenario.send(.deleteGroup(DeleteGroup(groupID: "gone")))
        let id =
            scenario.ask(Scenario.join(client: "a", instance: "till", assignors: ["sticky"]))?
            .join?.memberID ?? ""
        _ = scenario.send(
            Scenario.sync(id, instance: "till", generation: 1, assigning: [id: 0]))
        for offset in [7, 4, 9] as [Int64] {
            _ = scenario.send(
                Scenario.commit(id, instance: "till", generation: 1, offset: offset))
        }
        _ = scenario.send(
            .deleteOffsets(
                DeleteOffsets(groupID: "shipping", partitions: [TopicPartition("orders", 1)])))
        return scenario
    }

    private func batches(of scenario: Scenario) -> [RecordBatch] {
        let fetch = Fetch(
            positions: [PartitionOffset(internalTopic, 0)], maxWaitMilliseconds: 0)
        return scenario.broker.read(fetch).partitions.flatMap(\.batches)
    }

    private func expectSame(_ recovered: Broker, as scenario: Scenario) {
        let broker = scenario.broker
        #expect(recovered.groupIDs.sorted() == ["billing", "shipping"])
        for group in ["billing", "shipping", "gone"] {
            let describe = DescribeGroup(groupID: group)
            #expect(recovered.describe(describe) == broker.describe(describe))
            let fetch = OffsetFetch(groupID: group, partitions: [])
            #expect(recovered.committed(fetch) == broker.committed(fetch))
        }
    }

    private func recover(
        _ scenario: Scenario, from batches: [RecordBatch], at moment: Timestamp? = nil
    ) throws -> Broker {
        var options = Broker.Options()
        options.keepsInternalTopics = true
        var log = MemoryLog()
        for batch in batches { log.append(batch) }
        let topic = Broker.RecoveredTopic(name: GroupRecord.topic, logs: [PartitionStore(log)])
        let topics = batches.isEmpty ? [] : [topic]
        return try Broker(options: options, recovering: topics, now: moment ?? restart)
    }

    @Test("A second coordinator that reads it has the same groups, members and commits")
    func recovery() throws {
        let scenario = scenario()
        let recovered = try recover(scenario, from: batches(of: scenario))
        expectSame(recovered, as: scenario)
        let committed = recovered.committed(OffsetFetch(groupID: "billing", partitions: []))
        #expect(committed.offsets == [PartitionOffset(TopicPartition("orders", 0), 9)])
    }

    @Test("So has one that reads what compaction leaves: the last record of each key")
    func compaction() throws {
        let scenario = scenario()
        let records = batches(of: scenario).flatMap { (try? $0.records()) ?? [] }
        var last: [[UInt8]: Record] = [:]
        for record in records { last[record.key ?? []] = record }
        #expect(last.count < records.count)
        let kept = last.values.sorted { $0.offset < $1.offset }
        expectSame(try recover(scenario, from: [RecordBatch(kept)]), as: scenario)
    }

    @Test("A member of before goes on in its generation; a newcomer gets an id that none had")
    func goesOn() throws {
        let scenario = scenario()
        var recovered = try recover(scenario, from: batches(of: scenario))
        let member = recovered.describe(DescribeGroup(groupID: "billing")).members.first?.id ?? ""
        recovered.handle(
            Scenario.heartbeat(member, instance: "till", generation: 1),
            id: RequestID(rawValue: 1), now: restart)
        recovered.handle(
            Scenario.heartbeat(member, instance: "till", generation: 2),
            id: RequestID(rawValue: 2), now: restart)
        recovered.handle(
            Scenario.join(client: "s", assignors: ["sticky"]), id: RequestID(rawValue: 3),
            now: restart)
        let answers = recovered.takeReplies().map(\.response)
        #expect(answers.prefix(2) == [.done(nil), .done(.illegalGeneration)])
        #expect(answers.last?.join?.error == .memberIDRequired)
        // Before the restart, s-1 was the first one to be given; its owner may still run.
        #expect(answers.last?.join?.memberID.hasPrefix("s-") == true)
        #expect(answers.last?.join?.memberID != "s-1")
    }

    @Test("Nor does a clock that stands still give a newcomer the id of a member of before")
    func clockStandsStill() throws {
        let scenario = scenario()
        let batches = batches(of: scenario)
        var recovered = try recover(scenario, from: batches, at: Timestamp(milliseconds: 0))
        let known = recovered.describe(DescribeGroup(groupID: "billing")).members.map(\.id)
        for number in 1...4 {
            recovered.handle(
                Scenario.join(client: "till", assignors: ["sticky"]),
                id: RequestID(rawValue: number), now: Timestamp(milliseconds: 0))
        }
        let given = recovered.takeReplies().compactMap(\.response.join?.memberID)
        #expect(given.count == 4)
        #expect(!given.contains { known.contains($0) })
    }

    @Test("A member that was given an id before any group had settled keeps it to itself, too")
    func nothingSettled() throws {
        var before = Scenario { $0.keepsInternalTopics = true }
        before.createOrders()
        let old = before.reserveID(client: "a")
        var after = Scenario(broker: try recover(before, from: []))
        #expect(after.reserveID(client: "a") != old)
    }

    @Test("A member that doesn't come back is out a session after the restart")
    func staysAway() throws {
        let scenario = scenario()
        var recovered = try recover(scenario, from: batches(of: scenario))
        let end = restart.advanced(byMilliseconds: Scenario.sessionTimeout)
        #expect(recovered.nextDeadline == end)
        recovered.tick(now: end) { _ in nil }
        #expect(recovered.describe(DescribeGroup(groupID: "billing")).state == .empty)
    }

    @Test("Clients see the topic as internal, read it, and can't write to it")
    func isInternal() throws {
        var scenario = scenario()
        let topics = scenario.broker.metadata(FetchMetadata()).topics
        let names = topics.filter(\.isInternal).map(\.name)
        #expect(names == ["__cluster_metadata", "__consumer_offsets"])
        let batch = RecordBatch([Record(timestamp: scenario.now, value: nil)])
        let answer = scenario.ask(.produce(Produce(partition: internalTopic, batch: batch)))
        #expect(answer?.error == .invalidTopic)
    }

    @Test("A broker that needn't remember has no such topic")
    func withoutMemory() throws {
        let scenario = Scenario.stable()
        #expect(scenario.broker.metadata(FetchMetadata()).topics.map(\.name) == ["orders"])
    }

    @Test("Damaged records are passed over, whatever their bytes are")
    func damage() throws {
        let scenario = scenario()
        let records = batches(of: scenario).flatMap { (try? $0.records()) ?? [] }
        var random = SeededGenerator(seed: 7)
        for record in records {
            for damaged in damaged(record.key ?? [], using: &random) {
                try recoverOne(Record(timestamp: now, key: damaged, value: record.value))
            }
            for damaged in damaged(record.value ?? [], using: &random) {
                try recoverOne(Record(timestamp: now, key: record.key, value: damaged))
            }
        }

        func recoverOne(_ record: Record) throws {
            let recovered = try recover(scenario, from: [RecordBatch([record])])
            #expect(recovered.groupIDs.count <= 1)
        }
    }

    private let now = Timestamp(milliseconds: 0)

    /// Cut off, and with one byte changed, at each position.
    private func damaged(_ bytes: [UInt8], using random: inout SeededGenerator) -> [[UInt8]] {
        bytes.indices.flatMap { index in
            var flipped = bytes
            flipped[index] ^= UInt8.random(in: 1...255, using: &random)
            return [Array(bytes[..<index]), flipped]
        }
    }
}
