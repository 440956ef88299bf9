/// The checksum of Kafka's record batches: CRC-32 with Castagnoli's polynomial.
package enum CRC32C {
    /// The checksum of all `bytes`, by the processor's own instruction if it has one.
    package static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        isInHardware()
            ? ~inHardware(~0, bytes.baseAddress, bytes.count) : portableChecksum(of: bytes)
    }

    /// The same in Swift, eight bytes at a time ("slicing by 8").
    static func portableChecksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        slices.withUnsafeBufferPointer { slices in
            var crc = ~UInt32(0)
            var position = 0
            while bytes.count - position >= 8 {
                let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                let mixed = UInt64(littleEndian: word) ^ UInt64(crc)
                crc = 0
                for byte in 0..<8 {
                    let value = Int(truncatingIfNeeded: mixed &>> UInt64(8 &* byte)) & 0xff
                    crc ^= slices[(7 &- byte) &* 256 &+ value]
                }
                position &+= 8
            }
            while position < bytes.count {
                crc =
                    (crc &>> 8)
                    ^ slices[Int(truncatingIfNeeded: crc ^ UInt32(bytes[position])) & 0xff]
                position &+= 1
            }
            return ~crc
        }
    }

    /// Eight tables of 256: table `n` holds what a byte contributes once `n` more have followed.
    private static let slices: [UInt32] = {
        let reversedPolynomial: UInt32 = 0x82f6_3b78
        var slices = (0..<UInt32(256)).map { byte in
            (0..<8).reduce(byte) { crc, _ in
                crc & 1 == 1 ? (crc >> 1) ^ reversedPolynomial : crc >> 1
            }
        }
        for index in 256..<8 * 256 {
            let shorter = slices[index - 256]
            slices.append((shorter >> 8) ^ slices[Int(shorter & 0xff)])
        }
        return slices
    }()
}

// The C target's functions are declared here and its module isn't imported: the compiler would look
// for it wherever this module is imported, and where a learner's file is compiled it isn't.

@_extern(c, "crc32c_is_in_hardware")
private func isInHardware() -> Bool

@_extern(c, "crc32c_in_hardware")
private func inHardware(_ crc: UInt32, _ bytes: UnsafeRawPointer?, _ count: Int) -> UInt32
