extension RecordBatch {
    /// One batch of `records` in their order, from offset 0 on, with neither producer nor leader
    /// epoch. The records' own offsets are ignored.
    ///
    /// - Precondition: there is at least one record, and all together take less than 2 GiB.
    package init(_ records: [Record]) {
        precondition(!records.isEmpty, "A batch holds at least one record.")
        let baseTimestamp = records[0].timestamp.milliseconds
        var size = Position.records
        for (index, record) in records.enumerated() {
            let length = record.encodedLength(offsetDelta: index, baseTimestamp: baseTimestamp)
            size += Varint.size(of: length) + length
        }
        precondition(size <= Int(Int32.max), "A batch takes less than 2 GiB.")
        self.init(
            checked: [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let buffer = UnsafeMutableRawBufferPointer(buffer)
                var writer = ByteWriter(into: buffer, at: Position.records)
                for (index, record) in records.enumerated() {
                    record.encode(
                        into: &writer, offsetDelta: index, baseTimestamp: baseTimestamp)
                }
                Self.writeHeader(of: records, into: buffer)
                count = size
            })
    }

    /// Comes last, since it holds the CRC of what follows it.
    private static func writeHeader(
        of records: [Record], into buffer: UnsafeMutableRawBufferPointer
    ) {
        let baseTimestamp = records[0].timestamp.milliseconds
        let maxTimestamp = records.reduce(baseTimestamp) { max($0, $1.timestamp.milliseconds) }
        buffer.storeBigEndian(Int64(0), at: Position.baseOffset)
        buffer.storeBigEndian(Int32(buffer.count - uncountedLength), at: Position.batchLength)
        buffer.storeBigEndian(Int32(-1), at: Position.leaderEpoch)
        buffer.storeBigEndian(magic, at: Position.magic)
        buffer.storeBigEndian(Int16(0), at: Position.attributes)
        buffer.storeBigEndian(Int32(records.count - 1), at: Position.lastOffsetDelta)
        buffer.storeBigEndian(baseTimestamp, at: Position.baseTimestamp)
        buffer.storeBigEndian(maxTimestamp, at: Position.maxTimestamp)
        buffer.storeBigEndian(Int64(-1), at: Position.producerID)
        buffer.storeBigEndian(Int16(-1), at: Position.producerEpoch)
        buffer.storeBigEndian(Int32(-1), at: Position.baseSequence)
        buffer.storeBigEndian(Int32(records.count), at: Position.recordCount)
        let covered = UnsafeRawBufferPointer(rebasing: buffer[Position.attributes...])
        buffer.storeBigEndian(CRC32C.checksum(of: covered), at: Position.checksum)
    }
}

extension Record {
    /// Without the length field itself.
    func encodedLength(offsetDelta: Int, baseTimestamp: Int64) -> Int {
        let attributes = 1
        var length =
            attributes + Varint.size(of: timestamp.milliseconds &- baseTimestamp)
            + Varint.size(of: offsetDelta) + Self.encodedLength(of: keySlice)
            + Self.encodedLength(of: valueSlice) + Varint.size(of: headers.count)
        for header in headers {
            let name = header.name.utf8.count
            length += Varint.size(of: name) + name + Self.encodedLength(of: header.value)
        }
        return length
    }

    private static func encodedLength(of bytes: (some Collection<UInt8>)?) -> Int {
        guard let bytes else { return Varint.size(of: -1) }
        return Varint.size(of: bytes.count) + bytes.count
    }

    /// The timestamp's delta wraps around, and decoding wraps it back: no moment is too far off.
    func encode(
        into writer: inout ByteWriter, offsetDelta: Int, baseTimestamp: Int64
    ) {
        writer.writeVarint(encodedLength(offsetDelta: offsetDelta, baseTimestamp: baseTimestamp))
        let attributes: UInt8 = 0
        writer.write(attributes)
        writer.writeVarint(timestamp.milliseconds &- baseTimestamp)
        writer.writeVarint(offsetDelta)
        writer.writeLengthAndBytes(keySlice)
        writer.writeLengthAndBytes(valueSlice)
        writer.writeVarint(headers.count)
        for header in headers {
            writer.writeLengthAndText(header.name)
            writer.writeLengthAndBytes(header.value?[...])
        }
    }
}
