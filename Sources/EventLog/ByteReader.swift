/// Reads a batch's bytes from front to back and never beyond their end: what doesn't fit is an
/// error with the position where it stands.
struct ByteReader {
    private let buffer: UnsafeRawBufferPointer
    private(set) var position: Int

    init(_ buffer: UnsafeRawBufferPointer, from position: Int) {
        self.buffer = buffer
        self.position = position
    }

    var isAtEnd: Bool { position == buffer.count }

    mutating func readByte() throws(RecordBatchError) -> UInt8 {
        guard position < buffer.count else { throw .malformedRecord(at: position) }
        defer { position &+= 1 }
        return buffer[position]
    }

    /// Nearly all numbers of a record take one byte or two.
    @inline(__always)
    mutating func readVarint() throws(RecordBatchError) -> Int64 {
        guard buffer.count &- position >= 2 else { return try readLongVarint() }
        let (first, second) = (buffer[position], buffer[position &+ 1])
        if first < 0x80 {
            position &+= 1
            return Varint.unzigzag(UInt64(first))
        }
        guard second < 0x80 else { return try readLongVarint() }
        position &+= 2
        return Varint.unzigzag(UInt64(first & 0x7f) | UInt64(second) &<< 7)
    }

    private mutating func readLongVarint() throws(RecordBatchError) -> Int64 {
        let start = position
        var bits: UInt64 = 0
        for index in 0..<Varint.longest {
            let byte = try readByte()
            let isTooLarge = index == Varint.longest - 1 && byte > 1
            guard !isTooLarge else { break }
            bits |= UInt64(byte & 0x7f) &<< UInt64(7 &* index)
            if byte < 0x80 { return Varint.unzigzag(bits) }
        }
        throw .malformedRecord(at: start)
    }

    /// A count of things of which each takes at least a byte of those that are left.
    @inline(__always)
    mutating func readCount() throws(RecordBatchError) -> Int {
        let start = position
        let count = try readVarint()
        guard count >= 0, count <= buffer.count &- position else {
            throw .malformedRecord(at: start)
        }
        return Int(count)
    }

    /// A length and that many bytes, of which the range is returned, or nil for the length -1.
    @inline(__always)
    mutating func readLengthAndRange() throws(RecordBatchError) -> Range<Int>? {
        let start = position
        let length = try readVarint()
        guard length != -1 else { return nil }
        guard length >= 0, length <= buffer.count - position else {
            throw .malformedRecord(at: start)
        }
        position &+= Int(length)
        return position &- Int(length)..<position
    }

    mutating func readLengthAndBytes() throws(RecordBatchError) -> [UInt8]? {
        try readLengthAndRange().map { [UInt8](buffer[$0]) }
    }

    mutating func readLengthAndText() throws(RecordBatchError) -> String {
        let start = position
        let length = try readCount()
        guard let text = String(validating: take(length), as: UTF8.self) else {
            throw .malformedRecord(at: start)
        }
        return text
    }

    private mutating func take(_ length: Int) -> UnsafeRawBufferPointer {
        defer { position &+= length }
        return UnsafeRawBufferPointer(rebasing: buffer[position..<position &+ length])
    }
}
