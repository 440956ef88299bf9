/// Little-endian numbers and strings at offsets that nobody has checked: nil outside the bytes.
///
/// Offsets are not negative, and far enough from `Int.max` that a field's width can be added.
struct ByteReader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func starts(with magic: [UInt8]) -> Bool { bytes.starts(with: magic) }

    func range(at offset: Int, count: Int) -> Range<Int>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
            return nil
        }
        return offset..<offset + count
    }

    func u8(_ offset: Int) -> UInt8? { number(at: offset) }
    func u16(_ offset: Int) -> UInt16? { number(at: offset) }
    func u32(_ offset: Int) -> UInt32? { number(at: offset) }
    func u64(_ offset: Int) -> UInt64? { number(at: offset) }

    /// A 64-bit number that can be an offset into memory.
    func offset(_ offset: Int) -> Int? { u64(offset).flatMap(Int.init(exactly:)) }

    /// The text up to the next zero byte, empty when the offset is outside `table`.
    func string(in table: Range<Int>, at offset: Int) -> String {
        guard offset < table.count else { return "" }
        let text = bytes[(table.lowerBound + offset)..<table.upperBound].prefix { $0 != 0 }
        return String(decoding: text, as: UTF8.self)
    }

    private func number<Number: FixedWidthInteger>(at offset: Int) -> Number? {
        range(at: offset, count: Number.bitWidth / 8).map { range in
            bytes[range].reversed().reduce(0) { $0 << 8 | Number($1) }
        }
    }
}
