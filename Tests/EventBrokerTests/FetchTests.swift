import EventBroker
import EventLog
import Testing

@Suite("Fetches and long polls")
struct FetchTests {
    @Test("A fetch with records to read is answered at once, with the partitions that have some")
    func immediateFetch() throws {
        var scenario = Scenario()
        scenario.createOrders()
        _ = scenario.produce(2, to: 1)
        let response = try #require(scenario.ask(fetch([0: 0, 1: 1]))?.fetch)
        #expect(response.partitions.map(\.partition.partition) == [1])
        #expect(response.partitions[0].highWatermark == 2)
        #expect(response.partitions[0].logStartOffset == 0)
        #expect(response.partitions[0].batches.map(\.baseOffset) == [0])
    }

    @Test("A parked fetch is woken by records in one of its partitions, and by no others")
    func wokenByProduce() {
        var scenario = Scenario()
        scenario.createOrders()
        let id = scenario.send(fetch([0: 0, 1: 0]))
        _ = scenario.produce(1, to: 2)
        #expect(scenario.answers[id] == nil)
        _ = scenario.produce(1, to: 1)
        let partitions = scenario.answers[id]?.fetch?.partitions
        #expect(partitions?.map(\.partition) == [TopicPartition("orders", 1)])
        #expect(scenario.broker.nextDeadline == nil)
    }

    @Test("A batch that its producer sends again is no news: the fetch goes on waiting")
    func notWokenByDuplicate() {
        var scenario = Scenario()
        scenario.createOrders()
        let batch = scenario.makeProducer().batch(1, from: 0)
        _ = scenario.produce(batch)
        let id = scenario.send(fetch([0: 1]))
        #expect(scenario.produce(batch)?.baseOffset == 0)
        #expect(scenario.answers[id] == nil)
    }

    @Test("A parked fetch is answered without records when its wait is over")
    func wokenByDeadline() {
        var scenario = Scenario()
        scenario.createOrders()
        let id = scenario.send(fetch([0: 0]))
        scenario.pass(499)
        #expect(scenario.answers[id] == nil)
        scenario.pass(1)
        #expect(scenario.answers[id]?.fetch == Fetch.Response(partitions: []))
    }

    @Test("A fetch that may not wait is answered at once")
    func noWait() {
        var scenario = Scenario()
        scenario.createOrders()
        #expect(scenario.ask(fetch([0: 0], wait: 0))?.fetch == Fetch.Response(partitions: []))
    }

    @Test("Offsets outside of the log and unknown partitions are answered at once")
    func errors() {
        var scenario = Scenario()
        scenario.createOrders()
        _ = scenario.produce(1, to: 0)
        let answer = scenario.ask(fetch([0: 2, 1: -1, 2: 0, 3: 0]))?.fetch
        #expect(
            answer?.partitions.map(\.error)
                == [.offsetOutOfRange, .offsetOutOfRange, .unknownTopicOrPartition])
        #expect(answer?.partitions.first?.highWatermark == 1)
    }

    @Test("A forgotten fetch is never answered")
    func forgotten() {
        var scenario = Scenario()
        scenario.createOrders()
        let id = scenario.send(fetch([0: 0]))
        scenario.broker.forget(id)
        _ = scenario.produce(1, to: 0)
        #expect(scenario.answers[id] == nil)
        #expect(scenario.broker.nextDeadline == nil)
    }

    @Test("A fetch reads whole batches, at least one, and no partition after its limit is reached")
    func byteLimit() {
        var scenario = Scenario()
        scenario.createOrders()
        for partition in [0, 0, 1] {
            _ = scenario.produce(1, to: partition, valueBytes: 100)
        }
        let small = scenario.ask(fetch([0: 0, 1: 0], maxBytes: 50))?.fetch
        #expect(small?.partitions.map(\.batches.count) == [1])
        let large = scenario.ask(fetch([0: 0, 1: 0], maxBytes: 10_000))?.fetch
        #expect(large?.partitions.map(\.batches.count) == [2, 1])
    }

    /// Offsets by partition of `orders`.
    private func fetch(
        _ positions: [Int: Int64], wait: Int64 = 500, maxBytes: Int = 1_000_000
    ) -> BrokerRequest {
        let sorted = positions.sorted { $0.key < $1.key }
        return .fetch(
            Fetch(
                positions: sorted.map { PartitionOffset(TopicPartition("orders", $0), $1) },
                maxWaitMilliseconds: wait, maxBytes: maxBytes))
    }
}
