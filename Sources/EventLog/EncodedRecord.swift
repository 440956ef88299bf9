/// A record where it lies in its batch: known are its numbers, and of the rest the places. It owns
/// no memory, so that many cost little to keep and nothing to forget.
package struct EncodedRecord: Sendable {
    /// A place among the batch's bytes, which are fewer than 2 GiB.
    struct Field {
        static let none = Field(position: 0, length: -1)

        let position: Int32
        /// -1 is a field that isn't there.
        let length: Int32

        init(_ range: Range<Int>?) {
            guard let range else {
                self = .none
                return
            }
            self.init(
                position: Int32(truncatingIfNeeded: range.lowerBound),
                length: Int32(truncatingIfNeeded: range.count))
        }

        private init(position: Int32, length: Int32) {
            self.position = position
            self.length = length
        }

        var range: Range<Int>? {
            length < 0 ? nil : Int(position)..<Int(position) + Int(length)
        }
    }

    package let offset: Int64
    package let timestamp: Timestamp
    let key: Field
    let value: Field
    /// Where their count stands; 0 if it is 0.
    let headers: Int32

    package var hasKey: Bool { key.length >= 0 }
}

extension RecordBatch {
    /// The records with their offsets in the log, all of whose fields have been checked.
    ///
    /// The CRC isn't computed again: a batch with a wrong one can't be made.
    package func encodedRecords() throws(RecordBatchError) -> [EncodedRecord] {
        try decode { record, _ in record }
    }

    /// The same with what they hold.
    package func records() throws(RecordBatchError) -> [Record] {
        try decode { record, bytes in
            Record(
                offset: record.offset, timestamp: record.timestamp,
                keySlice: record.key.range.map { bytes[$0] },
                valueSlice: record.value.range.map { bytes[$0] },
                headers: record.headers == 0 ? [] : headers(of: record))
        }
    }

    /// The key of a record of this batch.
    package func key(of record: EncodedRecord) -> ArraySlice<UInt8>? {
        record.key.range.map { bytes[$0] }
    }

    /// The value of a record of this batch.
    package func value(of record: EncodedRecord) -> ArraySlice<UInt8>? {
        record.value.range.map { bytes[$0] }
    }

    /// The headers of a record of this batch.
    package func headers(of record: EncodedRecord) -> [Header] {
        guard record.headers > 0 else { return [] }
        return bytes.withUnsafeBufferPointer { buffer in
            var reader = ByteReader(
                UnsafeRawBufferPointer(buffer), from: Int(record.headers))
            return (try? reader.readHeaders()) ?? []
        }
    }

    @inline(__always)
    private func decode<Decoded>(
        _ make: (EncodedRecord, [UInt8]) -> Decoded
    ) throws(RecordBatchError) -> [Decoded] {
        try bytes.withUnsafeBufferPointer { buffer throws(RecordBatchError) in
            var reader = ByteReader(UnsafeRawBufferPointer(buffer), from: Position.records)
            var decoder = RecordDecoder(of: self)
            var decoded: [Decoded] = []
            decoded.reserveCapacity(recordCount)
            for _ in 0..<recordCount {
                decoded.append(make(try decoder.next(from: &reader), bytes))
            }
            guard reader.isAtEnd else { throw .malformedRecord(at: reader.position) }
            return decoded
        }
    }
}

/// Decodes the records of one batch in turn.
private struct RecordDecoder {
    private let baseOffset: Int64
    private let lastOffset: Int64
    private let baseTimestamp: Int64
    private let appendTime: Timestamp?
    private var smallestOffset: Int64

    init(of batch: RecordBatch) {
        baseOffset = batch.baseOffset
        lastOffset = batch.lastOffset
        baseTimestamp = batch.baseTimestamp
        appendTime = batch.appendTime
        smallestOffset = baseOffset
    }

    @inline(__always)
    mutating func next(
        from reader: inout ByteReader
    ) throws(RecordBatchError) -> EncodedRecord {
        let start = reader.position
        let length = try reader.readCount()
        let end = reader.position + length
        _ = try reader.readByte()  // attributes, of which Kafka uses none
        let timestampDelta = try reader.readVarint()
        let offset = try offset(from: &reader)
        let key = try reader.readLengthAndRange()
        let value = try reader.readLengthAndRange()
        let headers = reader.position
        let headerCount = try reader.readHeaders().count
        guard reader.position == end else { throw .malformedRecord(at: start) }
        return EncodedRecord(
            offset: offset,
            timestamp: appendTime ?? Timestamp(milliseconds: baseTimestamp &+ timestampDelta),
            key: EncodedRecord.Field(key), value: EncodedRecord.Field(value),
            headers: headerCount > 0 ? Int32(truncatingIfNeeded: headers) : 0)
    }

    /// Offsets rise within the batch; compaction may have left gaps.
    @inline(__always)
    private mutating func offset(
        from reader: inout ByteReader
    ) throws(RecordBatchError) -> Int64 {
        let start = reader.position
        let delta = try reader.readVarint()
        let (offset, overflow) = baseOffset.addingReportingOverflow(delta)
        guard !overflow, offset >= smallestOffset, offset <= lastOffset else {
            throw .malformedRecord(at: start)
        }
        smallestOffset = offset + 1
        return offset
    }
}

extension ByteReader {
    @inline(__always)
    fileprivate mutating func readHeaders() throws(RecordBatchError) -> [Header] {
        let count = try readCount()
        return count == 0 ? [] : try readHeaders(count)
    }

    private mutating func readHeaders(_ count: Int) throws(RecordBatchError) -> [Header] {
        var headers: [Header] = []
        for _ in 0..<count {
            let name = try readLengthAndText()
            headers.append(Header(name, try readLengthAndBytes()))
        }
        return headers
    }
}
