extension RecordBatch {
    /// One batch of `records` in their order, from offset 0 on, with neither producer nor leader
    /// epoch. The records' own offsets are ignored.
    ///
    /// - Precondition: there is at least one record, and all together take less than 2 GiB.
    package init(_ records: [Record]) {
        var builder = Builder(records)
        self = builder.seal()
    }
}

/// What is encoded of a record, for as long as its bytes stay where they are.
struct RecordFields {
    let timestamp: Int64
    let key: UnsafeRawBufferPointer?
    let value: UnsafeRawBufferPointer?
    let headers: [Header]

    /// Without the length field itself.
    func encodedLength(offsetDelta: Int, baseTimestamp: Int64) -> Int {
        let attributes = 1
        let numbers =
            attributes + Varint.size(of: timestamp &- baseTimestamp)
            + Varint.size(of: offsetDelta) + Varint.size(of: headers.count)
        let length = numbers + Self.encodedLength(of: key?.count) + Self.encodedLength(of: value?.count)
        guard !headers.isEmpty else { return length }
        return headers.reduce(length) { length, header in
            length + Self.encodedLength(of: header.name.utf8.count)
                + Self.encodedLength(of: header.value?.count)
        }
    }

    /// Of so many bytes, or none, with their length.
    private static func encodedLength(of count: Int?) -> Int {
        guard let count else { return Varint.size(of: -1) }
        return Varint.size(of: count) + count
    }

    /// `length` is the encoded one. The timestamp's delta wraps around, and decoding wraps it back:
    /// no moment is too far off.
    func encode(
        into writer: inout ByteWriter, length: Int, offsetDelta: Int, baseTimestamp: Int64
    ) {
        writer.writeVarint(length)
        let attributes: UInt8 = 0
        writer.write(attributes)
        writer.writeVarint(timestamp &- baseTimestamp)
        writer.writeVarint(offsetDelta)
        writer.writeLengthAndBytes(key)
        writer.writeLengthAndBytes(value)
        writer.writeVarint(headers.count)
        guard !headers.isEmpty else { return }
        for header in headers {
            writer.writeLengthAndText(header.name)
            withBytes(of: header.value) { writer.writeLengthAndBytes($0) }
        }
    }
}

extension Record {
    /// - Parameter body: must not keep the fields.
    @inline(__always)
    func withFields<Result>(_ body: (RecordFields) -> Result) -> Result {
        withBytes(of: keySlice) { key in
            withBytes(of: valueSlice) { value in
                body(
                    RecordFields(
                        timestamp: timestamp.milliseconds, key: key, value: value,
                        headers: headers))
            }
        }
    }

    /// Without the length field itself.
    func encodedLength(offsetDelta: Int, baseTimestamp: Int64) -> Int {
        withFields { $0.encodedLength(offsetDelta: offsetDelta, baseTimestamp: baseTimestamp) }
    }
}

@inline(__always)
func withBytes<Result>(
    of array: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Result
) -> Result {
    guard let array else { return body(nil) }
    return array.withUnsafeBytes { body($0) }
}

@inline(__always)
func withBytes<Result>(
    of slice: ArraySlice<UInt8>?, _ body: (UnsafeRawBufferPointer?) -> Result
) -> Result {
    guard let slice else { return body(nil) }
    return slice.withUnsafeBytes { body($0) }
}
