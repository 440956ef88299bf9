extension RecordBatch {
    /// One whole batch and nothing after it. Length, format, CRC and the header's counts are
    /// checked here, the records' own fields by `records()`.
    package init(decoding bytes: [UInt8]) throws(RecordBatchError) {
        try bytes.withUnsafeBufferPointer { buffer throws(RecordBatchError) in
            try Self.checkFrame(UnsafeRawBufferPointer(buffer))
        }
        self.init(checked: bytes)
    }

    /// The size of the batch that begins at `position`, as its header says, or nil if none of this
    /// format can begin there.
    static func size(ofBatchAt position: Int, in buffer: UnsafeRawBufferPointer) -> Int? {
        guard buffer.count - position >= Position.records,
            buffer[position + Position.magic] == magic
        else { return nil }
        let length = buffer.bigEndian(at: position + Position.batchLength, as: Int32.self)
        let size = uncountedLength + Int(length)
        return size >= Position.records ? size : nil
    }

    /// The batch that begins at `position`, if a whole and sound one does.
    static func whole(at position: Int, in buffer: UnsafeRawBufferPointer) -> RecordBatch? {
        guard let size = size(ofBatchAt: position, in: buffer), size <= buffer.count - position
        else { return nil }
        return try? RecordBatch(decoding: [UInt8](buffer[position..<position + size]))
    }

    /// Throws unless `buffer` is exactly one batch whose header can be relied upon.
    static func checkFrame(_ buffer: UnsafeRawBufferPointer) throws(RecordBatchError) {
        guard buffer.count >= Position.records else {
            throw .wrongLength(expected: Position.records, actual: buffer.count)
        }
        guard buffer[Position.magic] == magic else { throw .wrongMagic(buffer[Position.magic]) }
        guard let size = size(ofBatchAt: 0, in: buffer) else {
            throw .malformedHeader(at: Position.batchLength)
        }
        guard buffer.count == size else {
            throw .wrongLength(expected: size, actual: buffer.count)
        }
        let stored = buffer.bigEndian(at: Position.checksum, as: UInt32.self)
        let covered = UnsafeRawBufferPointer(rebasing: buffer[Position.attributes...])
        let computed = CRC32C.checksum(of: covered)
        guard stored == computed else {
            throw .checksumMismatch(stored: stored, computed: computed)
        }
        try checkCounts(buffer)
    }

    /// After this, no arithmetic on offsets and counts can overflow.
    private static func checkCounts(_ buffer: UnsafeRawBufferPointer) throws(RecordBatchError) {
        let attributes = buffer.bigEndian(at: Position.attributes, as: Int16.self)
        guard attributes & ~Attribute.supported == 0 else {
            throw .unsupportedAttributes(attributes)
        }
        let lastDelta = Int64(buffer.bigEndian(at: Position.lastOffsetDelta, as: Int32.self))
        guard lastDelta >= 0 else { throw .malformedHeader(at: Position.lastOffsetDelta) }
        let baseOffset = buffer.bigEndian(at: Position.baseOffset, as: Int64.self)
        guard baseOffset >= 0, baseOffset < Int64.max - lastDelta else {
            throw .malformedHeader(at: Position.baseOffset)
        }
        let count = Int64(buffer.bigEndian(at: Position.recordCount, as: Int32.self))
        let room = (buffer.count - Position.records) / Record.smallestEncoding
        let isEmptied = count == 0 && buffer.count == Position.records
        guard isEmptied || count >= 1, count <= lastDelta + 1, count <= room else {
            throw .malformedHeader(at: Position.recordCount)
        }
    }
}

extension Record {
    /// Seven fields of one byte each: length, attributes, two deltas, key, value, header count.
    fileprivate static let smallestEncoding = 7
}
