import EventLog
import Testing

@Suite("Record batch: producers and markers") struct RecordBatchProducerTests {
    private let producer = ProducerIdentity(id: 0x0102_0304_0506, epoch: 7)
    private let records = [1, 2].map { Record(timestamp: Timestamp(milliseconds: $0), value: [9]) }

    @Test("Id, epoch and sequence number stand where Kafka has them, under the CRC")
    func layout() throws {
        let batch = RecordBatch(
            records, producer: producer, baseSequence: 258, isTransactional: true)
        #expect(Array(batch.bytes[21..<23]) == [0, 0x10])
        #expect(Array(batch.bytes[43..<57]) == [0, 0, 1, 2, 3, 4, 5, 6, 0, 7, 0, 0, 1, 2])
        #expect(try RecordBatch(decoding: batch.bytes) == batch)
        #expect(try batch.records().map(\.value) == [[9], [9]])
        var damaged = batch.bytes
        damaged[50] ^= 1
        #expect(throws: RecordBatchError.self) { try RecordBatch(decoding: damaged) }
    }

    @Test("What was written is read back, and a plain batch has none of it") func fields() {
        let batch = RecordBatch(records, producer: producer, baseSequence: 5)
        #expect(batch.producer == producer)
        #expect((batch.baseSequence, batch.lastSequence) == (5, 6))
        #expect(!batch.isTransactional)
        let plain = RecordBatch(records)
        #expect(plain.producer == nil)
        #expect(plain.baseSequence == -1)
        #expect(!plain.isTransactional && !plain.isControl && plain.marker == nil)
    }

    /// `ControlRecordType.java`: key is version and type, value is version and coordinator epoch.
    @Test(
        "A marker is one control record",
        arguments: [.abort: 0, .commit: 1] as [TransactionMarker: UInt8])
    func marker(marker: TransactionMarker, type: UInt8) throws {
        let batch = RecordBatch(
            marker, of: producer, at: Timestamp(milliseconds: 3), coordinatorEpoch: 2)
        let decoded = try RecordBatch(decoding: batch.bytes)
        #expect(decoded.marker == marker)
        #expect(decoded.isControl && decoded.isTransactional)
        let record = try #require(try decoded.records().first)
        #expect(record.key == [0, 0, 0, type])
        #expect(record.value == [0, 0, 0, 0, 0, 2])
    }

    @Test("Records that bear the time of the append all bear the same") func appendTime() throws {
        var batch = RecordBatch(records)
        #expect(batch.appendTime == nil)
        batch.setAppendTime(Timestamp(milliseconds: 77))
        let decoded = try RecordBatch(decoding: batch.bytes)
        #expect(decoded.appendTime == Timestamp(milliseconds: 77))
        #expect(try decoded.records().map(\.timestamp.milliseconds) == [77, 77])
    }

    @Test("Compression is still refused", arguments: [1, 4])
    func otherAttributes(attribute: UInt8) {
        var bytes = RecordBatch(records).bytes
        bytes[22] = attribute
        bytes.withUnsafeMutableBytes { buffer in
            let covered = UnsafeRawBufferPointer(rebasing: buffer[21...])
            let crc = CRC32C.checksum(of: covered).bigEndian
            buffer.storeBytes(of: crc, toByteOffset: 17, as: UInt32.self)
        }
        #expect(throws: RecordBatchError.unsupportedAttributes(Int16(attribute))) {
            try RecordBatch(decoding: bytes)
        }
    }
}
