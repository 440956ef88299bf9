import Testing

@testable import EventLog

@Suite struct MemoryLogTests {
    private func batch(_ moments: Int64...) -> RecordBatch {
        RecordBatch(moments.map { Record(timestamp: Timestamp(milliseconds: $0), value: [1]) })
    }

    @Test("Offsets count on from batch to batch, from 0") func offsets() {
        var log = MemoryLog()
        #expect(log.startOffset...log.endOffset == 0...0)
        #expect(log.append(batch(10, 11)) == 0)
        #expect(log.append(batch(12)) == 2)
        #expect(log.append(batch(13, 14, 15)) == 3)
        #expect(log.endOffset == 6)
    }

    @Test("Reading begins with the batch that contains the offset") func containingBatch() throws {
        var log = MemoryLog()
        for batch in [batch(1, 2), batch(3), batch(4, 5, 6)] { log.append(batch) }
        let firstOffsets = try (0...6).map { offset in
            try log.batches(from: offset, maxBytes: .max).map(\.baseOffset)
        }
        #expect(
            firstOffsets == [[0, 2, 3], [0, 2, 3], [2, 3], [3], [3], [3], []])
    }

    @Test("As many whole batches are read as fit, but at least one") func sizeLimit() throws {
        var log = MemoryLog()
        for moment in 0..<4 { log.append(batch(Int64(moment))) }
        let size = batch(0).bytes.count
        #expect(try log.batches(from: 0, maxBytes: 0).count == 1)
        #expect(try log.batches(from: 0, maxBytes: 2 * size - 1).count == 1)
        #expect(try log.batches(from: 0, maxBytes: 2 * size).count == 2)
        #expect(try log.batches(from: 1, maxBytes: 4 * size).count == 3)
    }

    @Test("An offset outside the log is refused, with what there is", arguments: [-1, 2, .max])
    func outOfRange(offset: Int64) {
        var log = MemoryLog()
        log.append(batch(1))
        #expect(throws: OffsetOutOfRange(offset: offset, available: 0...1)) {
            try log.batches(from: offset, maxBytes: .max)
        }
    }

    @Test("A time leads to the first record that isn't older, even if times go back and forth")
    func time() {
        var log = MemoryLog()
        for batch in [batch(10, 30, 20), batch(15), batch(40, 50)] { log.append(batch) }
        let found = [0, 10, 11, 30, 31, 45, 50, 51].map { (moment: Int64) in
            log.firstOffset(atOrAfter: Timestamp(milliseconds: moment))
        }
        #expect(found == [0, 0, 1, 1, 4, 5, 5, nil])
    }

    @Test("A log that was copied doesn't change with its copy") func valueSemantics() throws {
        var log = MemoryLog()
        log.append(batch(1))
        var copy = log
        #expect(copy == log)
        copy.append(batch(2))
        #expect(log.endOffset == 1)
        #expect(copy.endOffset == 2)
        #expect(copy != log)
        log.append(batch(2))
        #expect(copy == log)
        #expect(copy.hashValue == log.hashValue)
    }

    @Test("Appending keeps the leader epoch, and leaves the caller's batch as it was")
    func leaderEpoch() throws {
        var log = MemoryLog()
        log.append(batch(1))
        var sent = batch(2)
        sent.assign(baseOffset: 0, leaderEpoch: 3)
        log.append(sent)
        #expect(sent.baseOffset == 0)
        let kept = try log.batches(from: 1, maxBytes: .max)
        #expect(kept.map(\.partitionLeaderEpoch) == [3])
    }
}
