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
            leaveHeader(capacity: 512)
        }

        /// In just the memory that they need.
        init(_ records: [Record]) {
            let baseTimestamp = records.first?.timestamp.milliseconds ?? 0
            var size = Position.records
            for (index, record) in records.enumerated() {
                let length = record.encodedLength(offsetDelta: index, baseTimestamp: baseTimestamp)
                size += Varint.size(of: length) + length
            }
            leaveHeader(capacity: size)
            for record in records { append(record) }
        }

        /// Adds a copy of the record, whose own offset is ignored.
        ///
        /// - Precondition: all together take less than 2 GiB.
        package mutating func append(_ record: Record) {
            record.withFields { append($0) }
        }

        /// Adds a record with these parts.
        ///
        /// - Precondition: all together take less than 2 GiB.
        package mutating func append(
            timestamp: Timestamp, key: [UInt8]?, value: [UInt8]?, headers: [Header]
        ) {
            withBytes(of: key) { key in
                withBytes(of: value) { value in
                    append(
                        RecordFields(
                            timestamp: timestamp.milliseconds, key: key, value: value,
                            headers: headers))
                }
            }
        }

        private mutating func append(_ record: RecordFields) {
            if recordCount == 0 {
                (baseTimestamp, maxTimestamp) = (record.timestamp, record.timestamp)
            }
            let (index, base) = (recordCount, baseTimestamp)
            let length = record.encodedLength(offsetDelta: index, baseTimestamp: base)
            let size = Varint.size(of: length) + length
            precondition(bytes.count + size <= Int(Int32.max), "A batch takes less than 2 GiB.")
            bytes.append(addingCapacity: size) { span in
                span.withUnsafeMutableBufferPointer { buffer, written in
                    var writer = ByteWriter(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
                    record.encode(
                        into: &writer, length: length, offsetDelta: index, baseTimestamp: base)
                    written = writer.position
                }
            }
            recordCount += 1
            maxTimestamp = max(maxTimestamp, record.timestamp)
            payloadSize += (record.key?.count ?? 0) + (record.value?.count ?? 0)
        }

        private mutating func leaveHeader(capacity: Int) {
            bytes.reserveCapacity(capacity)
            bytes.append(contentsOf: repeatElement(0, count: Position.records))
        }
    }
}

extension RecordBatch.Builder {
    /// Takes the batch out, after which the builder is of no use: from offset 0 on, without leader epoch, and
    /// without `producer` with no numbers of its records either.
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
