import EventBroker
import EventLog
import Testing

@Suite("Topics")
struct TopicTests {
    @Test(
        "A topic's name is made of letters, digits, dots, underscores and hyphens",
        arguments: ["orders", "orders.v2", "Orders_2-x", "...", String(repeating: "a", count: 249)])
    func validNames(name: String) {
        #expect(create(name) == nil)
    }

    @Test(
        "Any other name is refused",
        arguments: ["", ".", "..", "a b", "a/b", "größe", String(repeating: "a", count: 250)])
    func invalidNames(name: String) {
        #expect(create(name) == .invalidTopic)
    }

    @Test("A topic has between one partition and the broker's limit", arguments: [-1, 0, 1_001])
    func partitionLimits(partitions: Int) {
        #expect(create("orders", partitions: partitions) == .invalidPartitions)
    }

    @Test("A topic can't be created twice")
    func duplicateTopic() {
        var scenario = Scenario()
        scenario.createOrders()
        let again = CreateTopic(name: "orders", partitions: 1)
        #expect(scenario.ask(.createTopic(again))?.error == .topicAlreadyExists)
    }

    @Test("Metadata comes in the order asked for, and sorted by name when all is asked for")
    func metadata() {
        var scenario = Scenario()
        scenario.createOrders(partitions: 3)
        _ = scenario.send(.createTopic(CreateTopic(name: "invoices", partitions: 2)))
        #expect(
            scenario.ask(.metadata(FetchMetadata(topics: ["orders", "refunds"])))
                == .metadata(
                    .init(topics: [
                        .init(name: "orders", partitions: 3),
                        .init(name: "refunds", partitions: nil),
                    ])))
        #expect(
            scenario.ask(.metadata(FetchMetadata()))
                == .metadata(
                    .init(topics: [
                        .init(name: "invoices", partitions: 2),
                        .init(name: "orders", partitions: 3),
                    ])))
    }

    @Test("Batches get the offsets that follow in their partition, each partition its own")
    func offsets() {
        var scenario = Scenario()
        scenario.createOrders()
        #expect(scenario.produce(2, to: 0) == .init(baseOffset: 0))
        #expect(scenario.produce(1, to: 0) == .init(baseOffset: 2))
        #expect(scenario.produce(1, to: 1) == .init(baseOffset: 0))
        #expect(scenario.produce(1, to: 3) == .init(error: .unknownTopicOrPartition))
    }

    @Test("A batch that is larger than the broker allows is refused")
    func largeBatch() {
        var scenario = Scenario()
        scenario.createOrders()
        let response = scenario.produce(1, to: 0, valueBytes: 1_048_588)
        #expect(response == .init(error: .messageTooLarge))
    }

    @Test("Offsets are listed by the log's ends and by time")
    func listOffsets() {
        var scenario = Scenario()
        scenario.createOrders()
        _ = scenario.produce(3, to: 0)
        #expect(scenario.offset(of: .earliest) == 0)
        #expect(scenario.offset(of: .latest) == 3)
        #expect(scenario.offset(of: .at(Timestamp(milliseconds: 1_001))) == 1)
        #expect(scenario.offset(of: .at(Timestamp(milliseconds: 9_000))) == 3)
        let unknown = ListOffsets(partition: TopicPartition("refunds", 0), spec: .latest)
        #expect(scenario.ask(.listOffsets(unknown))?.error == .unknownTopicOrPartition)
    }

    private func create(_ name: String, partitions: Int = 1) -> ErrorCode? {
        var scenario = Scenario()
        return scenario.ask(.createTopic(CreateTopic(name: name, partitions: partitions)))?.error
    }
}

extension Scenario {
    /// Records with the timestamps 1,000, 1,001, …
    mutating func produce(
        _ count: Int, to partition: Int, valueBytes: Int = 10
    ) -> Produce.Response? {
        let value = Array(repeating: UInt8(ascii: "x"), count: valueBytes)
        let records = (0..<count).map {
            Record(timestamp: Timestamp(milliseconds: 1_000 + Int64($0)), value: value)
        }
        let request = Produce(
            partition: TopicPartition("orders", partition), batch: RecordBatch(records))
        guard case .produce(let response) = ask(.produce(request)) else { return nil }
        return response
    }

    fileprivate mutating func offset(of spec: ListOffsets.Spec) -> Int64? {
        let request = ListOffsets(partition: TopicPartition("orders", 0), spec: spec)
        guard case .listOffsets(let response) = ask(.listOffsets(request)) else { return nil }
        return response.offset
    }
}
