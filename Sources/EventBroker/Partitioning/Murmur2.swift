/// The hash by which Kafka's Java client places keys: 32-bit MurmurHash2 (`Utils.murmur2`).
package func murmur2(_ bytes: [UInt8]) -> Int32 {
    let multiplier: UInt32 = 0x5bd1_e995
    let seed: UInt32 = 0x9747_b28c
    var hash = seed ^ UInt32(truncatingIfNeeded: bytes.count)

    let tail = bytes.count & ~3
    for start in stride(from: 0, to: tail, by: 4) {
        var word = littleEndian(bytes[start..<start + 4]) &* multiplier
        word = (word ^ (word >> 24)) &* multiplier
        hash = (hash &* multiplier) ^ word
    }
    if tail < bytes.count {
        hash = (hash ^ littleEndian(bytes[tail...])) &* multiplier
    }

    hash = (hash ^ (hash >> 13)) &* multiplier
    return Int32(bitPattern: hash ^ (hash >> 15))
}

/// The number that up to four bytes make, the lowest first.
private func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
}
