package import EventLog

/// The disk under a broker: a folder with a log for each partition, of which this process is the
/// only owner.
///
/// `@unchecked Sendable`: it belongs to one broker, whose owner uses it from one thread at a time.
package final class DiskStorage: @unchecked Sendable {
    private let folder: DataFolder
    private let flushPolicy: LogOptions.FlushPolicy
    /// The logs with batches that a power cut may still take.
    private var unflushed: [TopicPartition: SegmentedLog] = [:]
    /// When `flushAsDue` has something to do; nil before the next append.
    private(set) var nextFlush: Timestamp?

    /// Opens the folder, or makes an empty one.
    ///
    /// - Throws: `DataFolderError` if another process has it, `LogFileError` if it can't be read.
    package init(folder path: String, flush: LogOptions.FlushPolicy = .everyBatch) throws {
        folder = try DataFolder(path: path)
        flushPolicy = flush
    }

    package var path: String { folder.path }

    /// Whether what was appended must be flushed before anybody hears of it.
    var owesFlush: Bool { flushPolicy == .everyBatch && !unflushed.isEmpty }

    /// Whether the broker before this one has written to the topic.
    func holds(_ topic: String) throws -> Bool {
        try folder.partitions().contains { $0.topic == topic }
    }

    /// The partition's log, which is made if there is none.
    func log(of partition: TopicPartition, options: LogOptions) throws -> DiskLog {
        var options = options
        options.flush = flushPolicy
        let log = try folder.log(
            topic: partition.topic, partition: partition.partition, options: options)
        return DiskLog(partition: partition, log: log, storage: self)
    }

    func delete(_ partition: TopicPartition) throws(LogFileError) {
        try folder.delete(topic: partition.topic, partition: partition.partition)
        unflushed[partition] = nil
    }

    fileprivate func noteAppended(_ log: DiskLog) {
        unflushed[log.partition] = log.log
        // `flushAsDue` knows the time, and is to be asked at once.
        if case .every = flushPolicy { nextFlush = nextFlush ?? Timestamp(milliseconds: 0) }
    }

    /// Makes all that was appended outlast a power cut: one wait for the disk per log.
    func flush() throws(LogFileError) {
        // What the transaction coordinator says has happened must have: its own log comes last.
        let logs = unflushed.sorted { one, other in
            other.key.topic == TransactionEntry.topic && one.key.topic != TransactionEntry.topic
        }
        unflushed = [:]
        nextFlush = nil
        for (_, log) in logs { try log.flush() }
    }

    /// Flushes what the policy lets wait no longer.
    func flushAsDue(now: Timestamp) throws(LogFileError) {
        nextFlush = nil
        for (partition, log) in unflushed {
            let due = try log.flushAsDue(now: now)
            if log.flushedOffset == log.endOffset { unflushed[partition] = nil }
            nextFlush = earlier(nextFlush, due)
        }
    }

    /// Flushes everything, and leaves the hints by which the next process finds its way at once.
    package func close() throws(LogFileError) {
        try folder.close()
        unflushed = [:]
    }
}

/// One partition's log on a disk. A copy is another name for the same log.
struct DiskLog: Hashable, @unchecked Sendable {
    let partition: TopicPartition
    let log: SegmentedLog
    fileprivate let storage: DiskStorage

    func append(_ batch: RecordBatch) throws(LogFileError) -> Int64 {
        let offset = try log.append(batch)
        storage.noteAppended(self)
        return offset
    }

    static func == (one: DiskLog, other: DiskLog) -> Bool { one.log === other.log }

    func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(log))
    }
}
