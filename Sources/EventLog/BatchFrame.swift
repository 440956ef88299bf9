/// The bytes that a header calls a batch, where they lie. Nothing else about them is known until
/// they are checked.
struct BatchFrame {
    let bytes: UnsafeRawBufferPointer

    /// Throws unless this is a sound batch.
    func check() throws(RecordBatchError) {
        try RecordBatch.checkFrame(bytes)
    }

    var baseOffset: Int64 { bytes.bigEndian(at: RecordBatch.Position.baseOffset) }

    /// Wraps around if the header is nonsense.
    var nextOffset: Int64 {
        baseOffset
            &+ Int64(bytes.bigEndian(at: RecordBatch.Position.lastOffsetDelta, as: Int32.self))
            &+ 1
    }

    var largestTimestamp: Timestamp {
        Timestamp(milliseconds: bytes.bigEndian(at: RecordBatch.Position.maxTimestamp))
    }

    /// Whether these bytes are as they were written, even if this version can't make sense of them.
    var isIntact: Bool {
        let position = RecordBatch.Position.attributes
        return bytes.bigEndian(at: RecordBatch.Position.checksum)
            == CRC32C.checksum(of: UnsafeRawBufferPointer(rebasing: bytes[position...]))
    }
}
