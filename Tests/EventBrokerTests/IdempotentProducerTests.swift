import EventBroker
import EventLog
import Testing

/// Kafka's checks, in its order: `UnifiedLog.analyzeAndValidateProducerState` and
/// `ProducerAppendInfo.checkProducerEpoch` and `.checkSequence`.
@Suite("Idempotent producers at the broker")
struct IdempotentProducerTests {
    private var scenario = Scenario()

    init() {
        scenario.createOrders()
    }

    @Test("Without a transactional id every producer is somebody new, in its first epoch")
    mutating func freshIdentities() {
        let (one, other) = (scenario.makeProducer(), scenario.makeProducer())
        #expect(one.identity.id != other.identity.id)
        #expect([one.identity.epoch, other.identity.epoch] == [0, 0])
    }

    @Test("A batch that comes again is acknowledged with its first offset, and not appended")
    mutating func duplicate() {
        let producer = scenario.makeProducer()
        _ = scenario.produce(2, to: 0)
        let batch = producer.batch(3, from: 0)
        #expect(scenario.produce(batch) == .init(baseOffset: 2))
        #expect(scenario.produce(batch) == .init(baseOffset: 2))
        #expect(scenario.read()?.highWatermark == 5)
        #expect(scenario.produce(batch, to: 1) == .init(baseOffset: 0))
    }

    @Test("The last five batches are known again, and the one before them is out of order")
    mutating func window() {
        let producer = scenario.makeProducer()
        let batches = (0..<6).map { producer.batch(1, from: Int32($0)) }
        for batch in batches { _ = scenario.produce(batch) }
        #expect(
            batches.map { scenario.produce($0)?.error }
                == [.outOfOrderSequenceNumber, nil, nil, nil, nil, nil])
        #expect(batches.dropFirst().map { scenario.produce($0)?.baseOffset } == [1, 2, 3, 4, 5])
        #expect(scenario.read()?.highWatermark == 6)
    }

    @Test("A gap, and other limits than those of the first time, are out of order")
    mutating func outOfOrder() {
        let producer = scenario.makeProducer()
        _ = scenario.produce(producer.batch(2, from: 0))
        #expect(scenario.produce(producer.batch(1, from: 3))?.error == .outOfOrderSequenceNumber)
        #expect(scenario.produce(producer.batch(3, from: 0))?.error == .outOfOrderSequenceNumber)
        #expect(scenario.produce(producer.batch(1, from: 2))?.error == nil)
    }

    @Test("A larger epoch begins at 0 and fences the smaller one")
    mutating func epochs() {
        var producer = scenario.makeProducer()
        let old = producer
        _ = scenario.produce(producer.batch(2, from: 0))
        producer.identity.epoch = 1
        #expect(scenario.produce(producer.batch(1, from: 2))?.error == .outOfOrderSequenceNumber)
        #expect(scenario.produce(producer.batch(1, from: 0)) == .init(baseOffset: 2))
        #expect(scenario.produce(old.batch(1, from: 2))?.error == .invalidProducerEpoch)
        #expect(scenario.produce(old.batch(2, from: 0))?.error == .invalidProducerEpoch)
    }

    @Test("Of an unknown producer any sequence number is taken")
    mutating func unknown() {
        let producer = scenario.makeProducer()
        #expect(scenario.produce(producer.batch(1, from: 7)) == .init(baseOffset: 0))
        #expect(scenario.produce(producer.batch(1, from: 9))?.error == .outOfOrderSequenceNumber)
    }

    @Test("After the largest sequence number comes 0")
    mutating func wrapAround() {
        let producer = scenario.makeProducer()
        let last = producer.batch(3, from: .max - 1)
        #expect(last.lastSequence == 0)
        #expect(scenario.produce(last)?.baseOffset == 0)
        #expect(scenario.produce(producer.batch(1, from: 1))?.baseOffset == 3)
        #expect(scenario.produce(last)?.baseOffset == 0)
    }

    @Test("A producer that wrote nothing for a day is forgotten when a new one comes")
    mutating func expiry() {
        let (old, young) = (scenario.makeProducer(), scenario.makeProducer())
        let batch = old.batch(1, from: 0)
        _ = scenario.produce(batch)
        scenario.pass(86_401_000)
        #expect(scenario.produce(batch)?.baseOffset == 0)
        _ = scenario.produce(young.batch(1, from: 0))
        #expect(scenario.produce(batch)?.baseOffset == 2)
    }

    @Test("Numbers without a producer's make no sense, and a marker is no client's to write")
    mutating func invalid() {
        let identity = scenario.makeProducer().identity
        let noSequence = TestProducer(identity: identity).batch(1, from: -1)
        #expect(scenario.produce(noSequence)?.error == .invalidRecord)
        let noEpoch = TestProducer(identity: ProducerIdentity(id: identity.id, epoch: -1))
        #expect(scenario.produce(noEpoch.batch(1, from: 0))?.error == .invalidRecord)
        let nobody = TestProducer(identity: ProducerIdentity(id: -1, epoch: -1))
        let batch = nobody.batch(1, from: -1, transactional: true)
        #expect(scenario.produce(batch, by: "billing")?.error == .invalidProducerIDMapping)
        let marker = RecordBatch(.commit, of: identity, at: Timestamp(milliseconds: 0))
        #expect(scenario.produce(marker)?.error == .invalidRecord)
    }
}
