/// Where the batches of a log file stand. Offsets begin at 0 and have no gaps, so that a batch
/// with a damaged offset, which the CRC doesn't cover, is noticed.
struct LogIndex {
    struct Entry {
        var baseOffset: Int64
        var nextOffset: Int64
        /// Positions in the file.
        var bytes: Range<Int>
    }

    private var entries: [Entry] = []

    /// The offset that the next record gets.
    var endOffset: Int64 { entries.last?.nextOffset ?? 0 }

    /// The position where the next batch is to be written.
    var endPosition: Int { entries.last?.bytes.upperBound ?? 0 }

    /// Takes up the next batch of the file.
    mutating func add(_ batch: RecordBatch) {
        let end = endPosition + batch.bytes.count
        entries.append(
            Entry(
                baseOffset: batch.baseOffset, nextOffset: batch.nextOffset,
                bytes: endPosition..<end))
    }

    /// Takes up the whole batches at the front of `window`, which was read at `endPosition`.
    mutating func addWholeBatches(of window: [UInt8]) {
        window.withUnsafeBytes { buffer in
            var position = 0
            while let batch = RecordBatch.whole(at: position, in: buffer),
                batch.baseOffset == endOffset
            {
                add(batch)
                position += batch.bytes.count
            }
        }
    }

    /// What a fetch from `offset` on reads.
    func fetched(from offset: Int64, maxBytes: Int) -> ArraySlice<Entry> {
        entries.fetched(
            fromFirstThat: { $0.nextOffset > offset }, maxBytes: maxBytes, size: \.bytes.count)
    }
}
