/// Zigzag numbers of variable length, as in Kafka's records and Protocol Buffers' `sint64`:
/// seven bits a byte, lowest first, so that small numbers of either sign are short.
enum Varint {
    /// A number of 64 bits takes at most this many bytes.
    static let longest = 10

    static func zigzag(_ number: Int64) -> UInt64 {
        UInt64(bitPattern: (number &<< 1) ^ (number &>> 63))
    }

    static func unzigzag(_ bits: UInt64) -> Int64 {
        Int64(bitPattern: bits &>> 1) ^ -Int64(bitPattern: bits & 1)
    }

    /// How many bytes the encoded number takes: mostly one or two.
    @inline(__always)
    static func size(of number: Int64) -> Int {
        let bits = zigzag(number)
        if bits < 0x80 { return 1 }
        return bits < 0x4000 ? 2 : ((64 &- bits.leadingZeroBitCount) &+ 6) / 7
    }

    @inline(__always)
    static func size(of number: Int) -> Int {
        size(of: Int64(number))
    }
}
