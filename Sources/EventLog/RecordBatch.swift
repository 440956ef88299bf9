/// Records that are written, sent and checked as one, in Kafka's layout (magic 2): a header of 61
/// bytes and the records, all big-endian, with a CRC-32C of everything from byte 21 on.
///
/// A batch's length, CRC and counts are right whenever it exists: nothing else can be made. A copy
/// shares the bytes. Source of the layout: Kafka's `DefaultRecordBatch` and `DefaultRecord`.
package struct RecordBatch: Sendable {
    package internal(set) var bytes: [UInt8]

    /// `bytes` are a whole batch whose frame has been checked, or was just encoded.
    init(checked bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var baseOffset: Int64 { field(at: Position.baseOffset) }

    package var lastOffset: Int64 {
        baseOffset + Int64(field(at: Position.lastOffsetDelta, as: Int32.self))
    }

    /// The offset that the record after this batch gets.
    package var nextOffset: Int64 { lastOffset + 1 }

    package var recordCount: Int { Int(field(at: Position.recordCount, as: Int32.self)) }

    /// The largest timestamp of its records.
    package var maxTimestamp: Timestamp {
        Timestamp(milliseconds: field(at: Position.maxTimestamp))
    }

    /// The timestamps of its records are counted from this one, in milliseconds.
    var baseTimestamp: Int64 { field(at: Position.baseTimestamp) }

    /// -1 until a leader has appended the batch.
    package var partitionLeaderEpoch: Int32 { field(at: Position.leaderEpoch) }

    /// Gives the batch its place in a log. The CRC doesn't cover these fields, so that a broker
    /// needn't compute it again.
    ///
    /// - Precondition: `baseOffset` isn't negative.
    package mutating func assign(baseOffset: Int64, leaderEpoch: Int32) {
        precondition(baseOffset >= 0, "Offsets begin at 0.")
        bytes.withUnsafeMutableBytes { buffer in
            buffer.storeBigEndian(baseOffset, at: Position.baseOffset)
            buffer.storeBigEndian(leaderEpoch, at: Position.leaderEpoch)
        }
    }

    func field<Number: FixedWidthInteger & BitwiseCopyable>(
        at position: Int, as type: Number.Type = Number.self
    ) -> Number {
        bytes.withUnsafeBytes { $0.bigEndian(at: position, as: type) }
    }
}

extension RecordBatch: Hashable {
    /// Only what is cheap: the CRC stands for all that it covers.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(baseOffset)
        hasher.combine(field(at: Position.checksum, as: UInt32.self))
    }
}

extension RecordBatch {
    /// Where the header's fields begin.
    enum Position {
        static let baseOffset = 0
        static let batchLength = 8
        static let leaderEpoch = 12
        static let magic = 16
        static let checksum = 17
        static let attributes = 21
        static let lastOffsetDelta = 23
        static let baseTimestamp = 27
        static let maxTimestamp = 35
        static let producerID = 43
        static let producerEpoch = 51
        static let baseSequence = 53
        static let recordCount = 57
        static let records = 61
    }

    /// The length in the header counts the bytes after itself.
    static let uncountedLength = Position.leaderEpoch
    static let magic: UInt8 = 2
}
