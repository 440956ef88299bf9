import Testing

@testable import EventLog

@Suite("Record batch: damage") struct RecordBatchDamageTests {
    private let sound = RecordBatch([
        Record(
            timestamp: Timestamp(milliseconds: 1000), key: [1], value: [2, 3],
            headers: [Header("h", [4])]),
        Record(timestamp: Timestamp(milliseconds: 1300), value: nil),
    ])

    @Test("A batch cut off at any byte is refused, and so is one with a byte too many")
    func truncation() {
        for length in 0..<sound.bytes.count {
            #expect(throws: RecordBatchError.self, "\(length) bytes") {
                try RecordBatch(decoding: Array(sound.bytes[..<length]))
            }
        }
        let size = sound.bytes.count
        #expect(throws: RecordBatchError.wrongLength(expected: size, actual: size + 1)) {
            try RecordBatch(decoding: sound.bytes + [0])
        }
    }

    @Test("Any flipped bit is noticed, except in the offset and epoch that the CRC leaves out")
    func flippedBits() throws {
        for bit in 0..<sound.bytes.count * 8 {
            var bytes = sound.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            if let batch = try? RecordBatch(decoding: bytes) {
                #expect((0..<8).contains(bit / 8) || (12..<16).contains(bit / 8), "bit \(bit)")
                let values = try batch.records().map(\.value)
                #expect(values == [[2, 3], nil])
            }
        }
    }

    @Test("Each kind of damage is told by its own error") func kinds() {
        expectError(.wrongMagic(1)) { $0[16] = 1 }
        expectError(.malformedHeader(at: 8)) { $0[11] = 0 }
        expectError(.malformedHeader(at: 8)) { $0[8] = 0x80 }
        expectError(.malformedHeader(at: 0)) { $0[0] = 0x80 }
        let computed = Array(sound.bytes[21...]).withUnsafeBytes(CRC32C.checksum)
        expectError(.checksumMismatch(stored: computed ^ 1, computed: computed)) { $0[20] ^= 1 }
    }

    @Test("A header that contradicts itself is refused though its CRC is right")
    func contradictions() {
        expectError(.unsupportedAttributes(2), resealed: true) { $0[22] = 2 }
        expectError(.malformedHeader(at: 23), resealed: true) { $0[23] = 0x80 }
        expectError(.malformedHeader(at: 57), resealed: true) { $0[60] = 0 }
        expectError(.malformedHeader(at: 57), resealed: true) { $0[60] = 3 }
        expectError(.malformedHeader(at: 57), resealed: true) {
            $0[25] = 0xff
            $0[59] = 0x01
        }
        expectError(.malformedHeader(at: 0), resealed: true) {
            $0.replaceSubrange(0..<8, with: [0x7f] + Array(repeating: 0xff, count: 7))
        }
    }

    @Test("No byte of the records, whatever its value, can make decoding trap") func anyRecordByte()
    {
        for position in 61..<sound.bytes.count {
            for byte in UInt8.min...UInt8.max {
                var bytes = sound.bytes
                bytes[position] = byte
                reseal(&bytes)
                let records = try? RecordBatch(decoding: bytes).records()
                #expect(records?.count ?? 2 == 2)
            }
        }
    }

    @Test(
        "Records that don't fill their bytes, or whose offsets don't rise, are refused",
        arguments: [
            (61, 61, 22), (75, 60, 1), (64, 64, 0x03), (65, 65, 0x80), (75, 75, 0x10),
            (79, 79, 0x00),
            (79, 79, 0x04),
        ])
    func malformedRecords(errorPosition: Int, position: Int, byte: UInt8) throws {
        var bytes = sound.bytes
        bytes[position] = byte
        reseal(&bytes)
        let batch = try RecordBatch(decoding: bytes)
        #expect(throws: RecordBatchError.malformedRecord(at: errorPosition)) {
            try batch.records()
        }
    }

    @Test("A batch whose records can't be decoded answers a search by time with its first offset")
    func searchByTime() throws {
        var bytes = sound.bytes
        bytes[61] = 0
        reseal(&bytes)
        var log = MemoryLog()
        log.append(RecordBatch([Record(timestamp: Timestamp(milliseconds: 0), value: nil)]))
        log.append(try RecordBatch(decoding: bytes))
        #expect(log.firstOffset(atOrAfter: Timestamp(milliseconds: 1300)) == 1)
    }

    private func expectError(
        _ error: RecordBatchError, resealed: Bool = false, after damage: (inout [UInt8]) -> Void
    ) {
        var bytes = sound.bytes
        damage(&bytes)
        if resealed { reseal(&bytes) }
        #expect(throws: error) { try RecordBatch(decoding: bytes) }
    }

    /// Makes the CRC right again.
    private func reseal(_ bytes: inout [UInt8]) {
        let crc = Array(bytes[21...]).withUnsafeBytes(CRC32C.checksum)
        for index in 0..<4 {
            bytes[17 + index] = UInt8(truncatingIfNeeded: crc >> UInt32(24 - 8 * index))
        }
    }
}
