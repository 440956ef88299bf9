extension RecordBatch {
    /// A batch that grows: each record is encoded when it comes, and what all have in common when
    /// the last one has. A copy is another batch.
    package struct Builder: Sendable {
        private var bytes: [UInt8] = []
        package private(set) var recordCount = 0
        /// The bytes of all keys and values.
        package private(set) var payloadSize = 0
        private var baseTimestamp: Int64 = 0
        private var maxTimestamp: Int64 = 0

        package init() {
            leaveRoomForHeader(in: 512)
        }

        /// In just the memory that they need.
        init(_ records: [Record]) {
            let base = records.first?.timestamp.milliseconds ?? 0
            var size = 0
            for (index, record) in records.enumerated() {
                let length = record.encodedLength(offsetDelta: index, baseTimestamp: base)
                size += Varint.size(of: length) + length
                count(record.timestamp, record.keySlice, record.valueSlice)
            }
            leaveRoomForHeader(in: Position.records + size)
            write(size) { writer in
                for (index, record) in records.enumerated() {
                    record.encode(into: &writer, offsetDelta: index, baseTimestamp: base)
                }
            }
        }

        /// Adds a record with these parts.
        ///
        /// - Precondition: all together take less than 2 GiB.
        package mutating func append(
            timestamp: Timestamp, key: [UInt8]?, value: [UInt8]?, headers: [Header]
        ) {
            let offsetDelta = recordCount
            count(timestamp, key, value)
            let timestampDelta = timestamp.milliseconds &- baseTimestamp
            let length = RecordEncoding.length(
                timestampDelta: timestampDelta, offsetDelta: offsetDelta, key: key, value: value,
                headers: headers)
            write(Varint.size(of: length) + length) { writer in
                RecordEncoding.write(
                    length: length, timestampDelta: timestampDelta, offsetDelta: offsetDelta,
                    key: key, value: value, headers: headers, to: &writer)
            }
        }

        @inline(__always)
        private mutating func count(
            _ timestamp: Timestamp, _ key: (some Collection<UInt8>)?,
            _ value: (some Collection<UInt8>)?
        ) {
            let timestamp = timestamp.milliseconds
            if recordCount == 0 { (baseTimestamp, maxTimestamp) = (timestamp, timestamp) }
            recordCount += 1
            maxTimestamp = max(maxTimestamp, timestamp)
            payloadSize += (key?.count ?? 0) + (value?.count ?? 0)
        }

        private mutating func leaveRoomForHeader(in capacity: Int) {
            bytes.reserveCapacity(capacity)
            bytes.append(contentsOf: repeatElement(0, count: Position.records))
        }

        /// Adds so many bytes, which `body` writes.
        @inline(__always)
        private mutating func write(_ size: Int, _ body: (inout ByteWriter) -> Void) {
            precondition(bytes.count + size <= Int(Int32.max), "A batch takes less than 2 GiB.")
            bytes.append(addingCapacity: size) { span in
                span.withUnsafeMutableBufferPointer { buffer, written in
                    var writer = ByteWriter(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
                    body(&writer)
                    written = writer.position
                }
            }
        }
    }
}

extension RecordBatch.Builder {
    /// Takes the batch out: from offset 0 on, without leader epoch, and without `producer` with no
    /// numbers of its records either. Nothing can be added any more.
    ///
    /// - Precondition: there is at least one record.
    package mutating func seal(
        by producer: ProducerIdentity? = nil, baseSequence: Int32 = -1,
        isTransactional: Bool = false
    ) -> RecordBatch {
        precondition(recordCount > 0, "A batch holds at least one record.")
        var sealed: [UInt8] = []
        swap(&bytes, &sealed)
        sealed.withUnsafeMutableBytes { buffer in
            writeCounts(into: buffer)
            buffer.storeBigEndian(producer?.id ?? -1, at: RecordBatch.Position.producerID)
            buffer.storeBigEndian(producer?.epoch ?? -1, at: RecordBatch.Position.producerEpoch)
            buffer.storeBigEndian(baseSequence, at: RecordBatch.Position.baseSequence)
            buffer.storeBigEndian(
                isTransactional ? RecordBatch.Attribute.transactional : 0,
                at: RecordBatch.Position.attributes)
            RecordBatch.storeChecksum(in: buffer)
        }
        return RecordBatch(checked: sealed)
    }

    /// Leaves out the oldest records, as if they had never been added.
    package mutating func removeFirst(_ count: Int) {
        // What was encoded here can be decoded.
        let records = (try? seal().records()) ?? []
        self = Self(Array(records.dropFirst(count)))
    }

    private func writeCounts(into buffer: UnsafeMutableRawBufferPointer) {
        let length = Int32(buffer.count - RecordBatch.uncountedLength)
        buffer.storeBigEndian(Int64(0), at: RecordBatch.Position.baseOffset)
        buffer.storeBigEndian(length, at: RecordBatch.Position.batchLength)
        buffer.storeBigEndian(Int32(-1), at: RecordBatch.Position.leaderEpoch)
        buffer.storeBigEndian(RecordBatch.magic, at: RecordBatch.Position.magic)
        buffer.storeBigEndian(Int32(recordCount - 1), at: RecordBatch.Position.lastOffsetDelta)
        buffer.storeBigEndian(baseTimestamp, at: RecordBatch.Position.baseTimestamp)
        buffer.storeBigEndian(maxTimestamp, at: RecordBatch.Position.maxTimestamp)
        buffer.storeBigEndian(Int32(recordCount), at: RecordBatch.Position.recordCount)
    }
}
