import Testing

@testable import EventLog

@Suite struct VarintTests {
    @Test(
        "Numbers are written as Kafka writes them",
        arguments: [
            (0, [0x00]), (-1, [0x01]), (1, [0x02]), (64, [0x80, 0x01]), (300, [0xd8, 0x04]),
            (Int64.max, [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
            (Int64.min, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
        ] as [(Int64, [UInt8])])
    func vectors(number: Int64, bytes: [UInt8]) throws {
        #expect(written(number) == bytes)
        #expect(try read(bytes) == number)
    }

    @Test("Every number around a change of length comes back, in as many bytes as foretold")
    func lengths() throws {
        for shift in 0..<63 {
            for near in -2...2 {
                for number in [Int64(1) << shift + Int64(near), -(Int64(1) << shift) + Int64(near)]
                {
                    let bytes = written(number)
                    #expect(bytes.count == Varint.size(of: number))
                    #expect(try read(bytes) == number)
                }
            }
        }
    }

    @Test("A number without an end, or of more than 64 bits, is refused where it begins")
    func refused() {
        let endless = [UInt8](repeating: 0x80, count: 11)
        let tooLarge = [UInt8](repeating: 0xff, count: 9) + [0x02]
        #expect(throws: RecordBatchError.malformedRecord(at: 0)) { try read(endless) }
        #expect(throws: RecordBatchError.malformedRecord(at: 0)) { try read(tooLarge) }
        #expect(throws: RecordBatchError.malformedRecord(at: 1)) { try read([0x80]) }
    }

    private func written(_ number: Int64) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Varint.longest) { buffer, count in
            var writer = ByteWriter(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
            writer.writeVarint(number)
            count = writer.position
        }
    }

    private func read(_ bytes: [UInt8]) throws -> Int64 {
        try bytes.withUnsafeBytes { buffer in
            var reader = ByteReader(buffer, from: 0)
            return try reader.readVarint()
        }
    }
}
