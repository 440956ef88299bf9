/// One partition's append-only sequence of record batches, wherever it is kept.
package protocol RecordLog {
    /// The first offset that can be read.
    var startOffset: Int64 { get }

    /// The offset that the next record gets.
    var endOffset: Int64 { get }

    /// Adds the batch at the end, keeps its leader epoch, and returns the offset of its first
    /// record.
    @discardableResult
    mutating func append(_ batch: RecordBatch) throws -> Int64

    /// Whole batches in order, of which the first contains `offset`: as many as fit into
    /// `maxBytes`, but at least one, and none at the end of the log.
    ///
    /// Throws `OffsetOutOfRange` outside `startOffset...endOffset`.
    func batches(from offset: Int64, maxBytes: Int) throws -> [RecordBatch]
}

/// Somebody asked a log for an offset that it doesn't hold.
package struct OffsetOutOfRange: Error, Hashable, CustomStringConvertible {
    package let offset: Int64
    package let available: ClosedRange<Int64>

    package var description: String {
        """
        Offset \(offset) is out of range: the log begins at \(available.lowerBound) \
        and ends before \(available.upperBound). Start between these two.
        """
    }
}

extension RecordLog {
    func checkRange(_ offset: Int64) throws(OffsetOutOfRange) {
        guard offset >= startOffset, offset <= endOffset else {
            throw OffsetOutOfRange(offset: offset, available: startOffset...endOffset)
        }
    }
}
