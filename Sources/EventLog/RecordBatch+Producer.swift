/// A producer and one of its lives: whoever comes with a larger epoch fences the smaller ones.
package struct ProducerIdentity: Codable, Hashable, Sendable {
    package var id: Int64
    package var epoch: Int16

    package init(id: Int64, epoch: Int16) {
        self.id = id
        self.epoch = epoch
    }
}

extension RecordBatch {
    /// A batch of a producer whose records are numbered; `baseSequence` is the first one's number.
    ///
    /// - Precondition: as for a batch without producer.
    package init(
        _ records: [Record], producer: ProducerIdentity, baseSequence: Int32,
        isTransactional: Bool = false
    ) {
        var builder = Builder(records)
        self = builder.seal(
            by: producer, baseSequence: baseSequence, isTransactional: isTransactional)
    }

    /// Has the same records bear other numbers.
    package mutating func renumber(by producer: ProducerIdentity, baseSequence: Int32) {
        changeChecked { buffer in
            buffer.storeBigEndian(producer.id, at: Position.producerID)
            buffer.storeBigEndian(producer.epoch, at: Position.producerEpoch)
            buffer.storeBigEndian(baseSequence, at: Position.baseSequence)
        }
    }

    /// Nil where the batch bears no producer id.
    package var producer: ProducerIdentity? {
        let id: Int64 = field(at: Position.producerID)
        return id < 0 ? nil : ProducerIdentity(id: id, epoch: field(at: Position.producerEpoch))
    }

    /// The number of the first record among all that its producer has written to the partition.
    package var baseSequence: Int32 { field(at: Position.baseSequence) }

    /// The number of the last record; after `Int32.max` comes 0.
    package var lastSequence: Int32 {
        Self.sequence(baseSequence, plus: field(at: Position.lastOffsetDelta))
    }

    /// The number of the record after this batch.
    package var nextSequence: Int32 { Self.sequence(lastSequence, plus: 1) }

    /// Sequence numbers go round: after `Int32.max` comes 0.
    package static func sequence(_ sequence: Int32, plus count: Int32) -> Int32 {
        (sequence &+ count) & .max
    }

    package var isTransactional: Bool { has(Attribute.transactional) }

    /// Whether it tells readers how a transaction ended, and holds nothing for applications.
    package var isControl: Bool { has(Attribute.control) }

    /// From when on the tombstones in it may go; nil as long as no cleaning has said so.
    var deleteHorizon: Timestamp? {
        has(Attribute.deleteHorizon) ? Timestamp(milliseconds: baseTimestamp) : nil
    }

    /// When the broker appended it, if its topic has that instead of the records' own times.
    package var appendTime: Timestamp? { has(Attribute.appendTime) ? maxTimestamp : nil }

    /// Has all records bear the moment of the append instead of their own (`LogAppendTime`).
    package mutating func setAppendTime(_ moment: Timestamp) {
        let attributes = attributes | Attribute.appendTime
        changeChecked { buffer in
            buffer.storeBigEndian(attributes, at: Position.attributes)
            buffer.storeBigEndian(moment.milliseconds, at: Position.maxTimestamp)
        }
    }

    var attributes: Int16 { field(at: Position.attributes) }

    func has(_ attribute: Int16) -> Bool { attributes & attribute != 0 }

    /// What a batch may say of itself; compression is not among it.
    enum Attribute {
        static let appendTime: Int16 = 1 << 3
        static let transactional: Int16 = 1 << 4
        static let control: Int16 = 1 << 5
        /// The base timestamp is the moment from which on tombstones may go (KIP-534).
        static let deleteHorizon: Int16 = 1 << 6
        static let supported = appendTime | transactional | control | deleteHorizon
    }

    /// Changes what the CRC covers, and computes it anew.
    mutating func changeChecked(_ change: (UnsafeMutableRawBufferPointer) -> Void) {
        bytes.withUnsafeMutableBytes { buffer in
            change(buffer)
            Self.storeChecksum(in: buffer)
        }
    }

    static func storeChecksum(in buffer: UnsafeMutableRawBufferPointer) {
        let covered = UnsafeRawBufferPointer(rebasing: buffer[Position.attributes...])
        buffer.storeBigEndian(CRC32C.checksum(of: covered), at: Position.checksum)
    }
}
