/// Fills a buffer from front to back. The caller has made the buffer large enough.
struct ByteWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    private(set) var position: Int

    init(into buffer: UnsafeMutableRawBufferPointer, at position: Int) {
        self.buffer = buffer
        self.position = position
    }

    @inline(__always)
    mutating func write(_ byte: UInt8) {
        buffer[position] = byte
        position &+= 1
    }

    @inline(__always)
    mutating func writeVarint(_ number: Int64) {
        var bits = Varint.zigzag(number)
        while bits >= 0x80 {
            write(UInt8(truncatingIfNeeded: bits) | 0x80)
            bits &>>= 7
        }
        write(UInt8(truncatingIfNeeded: bits))
    }

    @inline(__always)
    mutating func writeVarint(_ number: Int) {
        writeVarint(Int64(number))
    }

    /// The length, then the bytes; the length -1 alone stands for nil.
    @inline(__always)
    mutating func writeLengthAndBytes(_ bytes: (some Collection<UInt8>)?) {
        guard let bytes else { return writeVarint(-1) }
        writeVarint(bytes.count)
        _ = bytes.withContiguousStorageIfAvailable { write(UnsafeRawBufferPointer($0)) }
    }

    mutating func writeLengthAndText(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            writeVarint(utf8.count)
            write(UnsafeRawBufferPointer(utf8))
        }
    }

    @inline(__always)
    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
        target.advanced(by: position).copyMemory(from: source, byteCount: bytes.count)
        position &+= bytes.count
    }
}
