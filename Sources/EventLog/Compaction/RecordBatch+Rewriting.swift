extension RecordBatch {
    /// Bits of the header's attributes, by Kafka's numbers.
    /// The same batch with some of its records only. Its offsets stay, from the first to the last
    /// that it had, and so do its producer and its epoch.
    func rewritten(with records: [Record], deleteHorizon: Timestamp?) -> RecordBatch {
        let base = deleteHorizon?.milliseconds ?? records.first?.timestamp.milliseconds ?? 0
        let deltas = records.map { Int($0.offset - baseOffset) }
        let size = zip(records, deltas).reduce(Position.records) { size, entry in
            let length = entry.0.encodedLength(offsetDelta: entry.1, baseTimestamp: base)
            return size + Varint.size(of: length) + length
        }
        let rewritten = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let buffer = UnsafeMutableRawBufferPointer(buffer)
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: .init(rebasing: $0[..<Position.records]))
            }
            var writer = ByteWriter(into: buffer, at: Position.records)
            for (record, delta) in zip(records, deltas) {
                record.encode(into: &writer, offsetDelta: delta, baseTimestamp: base)
            }
            Self.amendHeader(of: records, baseTimestamp: base, deleteHorizon, in: buffer)
            count = size
        }
        return RecordBatch(checked: rewritten)
    }

    private static func amendHeader(
        of records: [Record], baseTimestamp: Int64, _ deleteHorizon: Timestamp?,
        in buffer: UnsafeMutableRawBufferPointer
    ) {
        let readable = UnsafeRawBufferPointer(buffer)
        var attributes: Int16 = readable.bigEndian(at: Position.attributes)
        attributes &= ~Attribute.deleteHorizon
        if deleteHorizon != nil { attributes |= Attribute.deleteHorizon }
        let largest = records.map(\.timestamp.milliseconds).max()
        buffer.storeBigEndian(Int32(buffer.count - uncountedLength), at: Position.batchLength)
        buffer.storeBigEndian(attributes, at: Position.attributes)
        buffer.storeBigEndian(baseTimestamp, at: Position.baseTimestamp)
        if let largest { buffer.storeBigEndian(largest, at: Position.maxTimestamp) }
        buffer.storeBigEndian(Int32(records.count), at: Position.recordCount)
        storeChecksum(in: buffer)
    }
}
