/// A log in one file, which any number of processes may read and append to.
///
/// The file is nothing but batches, one after the other. Each append holds an exclusive lock until
/// its batch is on the disk, and each read a shared one while it looks for new batches, so that
/// nobody sees an append in progress. Not for use by several threads at a time; each may open the
/// file for itself.
package final class LogFile: RecordLog {
    /// What was cut off the end of the file because it was no whole batch: the rest of an append
    /// during which its process or the machine stopped.
    package struct Recovery: Hashable, Sendable {
        /// Where the file ends now.
        package let position: Int
        package let bytesDropped: Int
    }

    private let file: OpenFile
    private var index = LogIndex()

    /// The last cut that this object made, at opening or before an append.
    package private(set) var recovery: Recovery?

    /// Opens the log, or makes an empty one, and checks every batch.
    ///
    /// Throws `damaged` if whole batches follow something that isn't one, and `notALog` if the file
    /// holds something else; either way the file stays as it is.
    package init(path: String) throws(LogFileError) {
        file = try OpenFile(path: path)
        try file.locked(.exclusive) { () throws(LogFileError) in
            if try file.size() == 0 { try file.synchronizeFolder() }
            try catchUp(cuttingTornTail: true)
        }
    }

    /// Opens a log that is there, for reading only: that needs no right to write. What is no whole
    /// batch at its end is left there. Throws as above.
    package init(readingFrom path: String) throws(LogFileError) {
        file = try OpenFile(readingFrom: path)
        try file.locked(.shared) { () throws(LogFileError) in
            try catchUp(cuttingTornTail: false)
        }
    }

    /// Always 0: nothing is deleted from it.
    package var startOffset: Int64 { 0 }

    /// The end when this object last read or appended; other processes may have appended since.
    package var endOffset: Int64 { index.endOffset }

    /// Adds the batch after all that any process has appended.
    ///
    /// When this returns, the batch outlasts a power cut. When it throws, what was written of the
    /// batch has been taken back, unless the disk refused that as well.
    @discardableResult
    package func append(_ batch: RecordBatch) throws(LogFileError) -> Int64 {
        try file.locked(.exclusive) { () throws(LogFileError) in
            try catchUp(cuttingTornTail: true)
            var placed = batch
            placed.assign(baseOffset: endOffset, leaderEpoch: batch.partitionLeaderEpoch)
            do throws(LogFileError) {
                try file.write(placed.bytes, at: index.endPosition)
                try file.synchronize()
            } catch {
                // Should this fail too, the next append cuts what isn't whole.
                try? file.truncate(to: index.endPosition)
                throw error
            }
            index.add(placed)
            return placed.baseOffset
        }
    }

    /// Also finds what others have appended. Throws `OffsetOutOfRange` or a `LogFileError`.
    package func batches(from offset: Int64, maxBytes: Int) throws -> [RecordBatch] {
        try file.locked(.shared) { () throws(LogFileError) in
            try catchUp(cuttingTornTail: false)
        }
        try checkRange(offset)
        return try index.fetched(from: offset, maxBytes: maxBytes).map(batch)
    }

    private func batch(of entry: LogIndex.Entry) throws(LogFileError) -> RecordBatch {
        let position = entry.bytes.lowerBound
        let bytes = try file.read(at: position, count: entry.bytes.count)
        guard let batch = try? RecordBatch(decoding: bytes), batch.baseOffset == entry.baseOffset
        else { throw .damaged(path: file.path, at: position) }
        return batch
    }
}

// MARK: - What others have appended

extension LogFile {
    /// Takes up the batches after those that are known. What follows the last whole one can be an
    /// append that was torn off, for locks keep out any that is in progress.
    private func catchUp(cuttingTornTail: Bool) throws(LogFileError) {
        let size = try file.size()
        guard size >= index.endPosition else { throw .damaged(path: file.path, at: size) }
        try addWholeBatches(upTo: size)
        let position = index.endPosition
        guard position < size else { return }
        try checkTornTail(try file.read(at: position, count: size - position))
        if cuttingTornTail {
            try file.truncate(to: position)
            try file.synchronize()
            recovery = Recovery(position: position, bytesDropped: size - position)
        }
    }

    /// Reads a window at a time, and a larger one for a batch that doesn't fit into it.
    private func addWholeBatches(upTo size: Int) throws(LogFileError) {
        var windowSize = 1 << 20
        while index.endPosition < size {
            let start = index.endPosition
            let window = try file.read(at: start, count: min(windowSize, size - start))
            index.addWholeBatches(of: window)
            guard index.endPosition == start else { continue }
            let needed = window.withUnsafeBytes { RecordBatch.size(ofBatchAt: 0, in: $0) }
            guard let needed, needed > window.count, needed <= size - start else { return }
            windowSize = needed
        }
    }

    /// Throws if more than the last append would be lost with `tail`.
    private func checkTornTail(_ tail: [UInt8]) throws(LogFileError) {
        let position = index.endPosition
        let holdsWholeBatch = tail.withUnsafeBytes { buffer in
            buffer.indices.contains { RecordBatch.whole(at: $0, in: buffer) != nil }
        }
        if holdsWholeBatch { throw .damaged(path: file.path, at: position) }
        if position == 0, !isBeginningOfLog(tail) { throw .notALog(path: file.path) }
    }

    /// Whether these can be the first bytes of the batch with offset 0, or of an append whose
    /// bytes never reached the disk and are zero.
    private func isBeginningOfLog(_ bytes: [UInt8]) -> Bool {
        let magic = bytes.dropFirst(RecordBatch.Position.magic).first
        return bytes.prefix(RecordBatch.Position.batchLength).allSatisfy { $0 == 0 }
            && (magic == nil || magic == RecordBatch.magic || bytes.allSatisfy { $0 == 0 })
    }
}
