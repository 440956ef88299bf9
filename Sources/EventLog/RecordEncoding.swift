/// How a record is written into a batch. Its parts come one by one, since to put them together takes
/// longer than to write them.
enum RecordEncoding {
    /// Without the length field itself.
    @inline(__always)
    static func length(
        timestampDelta: Int64, offsetDelta: Int, key: (some Collection<UInt8>)?,
        value: (some Collection<UInt8>)?, headers: [Header]
    ) -> Int {
        let attributes = 1
        let length =
            attributes + Varint.size(of: timestampDelta) + Varint.size(of: offsetDelta)
            + Self.length(of: key?.count) + Self.length(of: value?.count)
            + Varint.size(of: headers.count)
        return headers.isEmpty ? length : length + Self.length(of: headers)
    }

    private static func length(of headers: [Header]) -> Int {
        headers.reduce(0) { length, header in
            length + Self.length(of: header.name.utf8.count)
                + Self.length(of: header.value?.count)
        }
    }

    /// Of so many bytes, or none, with their length.
    @inline(__always)
    private static func length(of count: Int?) -> Int {
        guard let count else { return Varint.size(of: -1) }
        return Varint.size(of: count) + count
    }

    /// `length` is that of the same parts. The timestamp's delta has wrapped around where the moment
    /// is too far off, and decoding wraps it back.
    @inline(__always)
    static func write(
        length: Int, timestampDelta: Int64, offsetDelta: Int, key: (some Collection<UInt8>)?,
        value: (some Collection<UInt8>)?, headers: [Header], to writer: inout ByteWriter
    ) {
        writer.writeVarint(length)
        let attributes: UInt8 = 0
        writer.write(attributes)
        writer.writeVarint(timestampDelta)
        writer.writeVarint(offsetDelta)
        writer.writeLengthAndBytes(key)
        writer.writeLengthAndBytes(value)
        writer.writeVarint(headers.count)
        guard !headers.isEmpty else { return }
        for header in headers {
            writer.writeLengthAndText(header.name)
            writer.writeLengthAndBytes(header.value)
        }
    }
}

extension Record {
    /// Without the length field itself.
    func encodedLength(offsetDelta: Int, baseTimestamp: Int64) -> Int {
        RecordEncoding.length(
            timestampDelta: timestamp.milliseconds &- baseTimestamp, offsetDelta: offsetDelta,
            key: keySlice, value: valueSlice, headers: headers)
    }

    func encode(into writer: inout ByteWriter, offsetDelta: Int, baseTimestamp: Int64) {
        RecordEncoding.write(
            length: encodedLength(offsetDelta: offsetDelta, baseTimestamp: baseTimestamp),
            timestampDelta: timestamp.milliseconds &- baseTimestamp, offsetDelta: offsetDelta,
            key: keySlice, value: valueSlice, headers: headers, to: &writer)
    }
}
