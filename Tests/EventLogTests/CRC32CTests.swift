import Testing

@testable import EventLog

@Suite struct CRC32CTests {
    @Test("The published check value of CRC-32C comes out") func checkValue() {
        let bytes = Array("123456789".utf8)
        #expect(bytes.withUnsafeBytes(CRC32C.checksum) == 0xe306_9283)
        #expect(bytes.withUnsafeBytes(CRC32C.portableChecksum) == 0xe306_9283)
    }

    @Test(
        "Words at a time give the same checksum as bit by bit, for every length",
        arguments: [0..<40, 1_530..<1_550, 4_600..<4_620])
    func slicing(lengths: Range<Int>) {
        for length in lengths {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 151 + $0 / 256) }
            let expected = bitByBit(bytes)
            #expect(bytes.withUnsafeBytes(CRC32C.checksum) == expected, "\(length) bytes")
            #expect(bytes.withUnsafeBytes(CRC32C.portableChecksum) == expected, "\(length) bytes")
        }
    }

    private func bitByBit(_ bytes: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 {
                crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82f6_3b78 : crc >> 1
            }
        }
        return ~crc
    }
}
