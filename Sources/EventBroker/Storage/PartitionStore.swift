import EventLog

/// One partition's records, in memory or on a disk: what both kinds of log promise, for a broker.
///
/// In memory it is a value, and a copy a snapshot. On a disk there is one log, whatever the copies.
struct PartitionStore: Hashable, Sendable {
    private var memory: MemoryLog
    private let disk: DiskLog?

    init(_ memory: MemoryLog) {
        self.memory = memory
        disk = nil
    }

    init(_ disk: DiskLog) {
        memory = MemoryLog()
        self.disk = disk
    }

    enum ReadFailure: Error {
        case outOfRange
        case storage(LogFileError)
    }

    var startOffset: Int64 { disk?.log.startOffset ?? memory.startOffset }
    var endOffset: Int64 { disk?.log.endOffset ?? memory.endOffset }

    /// The bytes that it holds in memory.
    var memoryBytes: Int { disk == nil ? memory.byteCount : 0 }

    func batches(
        from offset: Int64, maxBytes: Int
    ) throws(ReadFailure) -> [RecordBatch] {
        guard let disk else {
            do {
                return try memory.batches(from: offset, maxBytes: maxBytes)
            } catch {
                throw .outOfRange
            }
        }
        do {
            return try disk.log.batches(from: offset, maxBytes: maxBytes)
        } catch let error as LogFileError {
            throw .storage(error)
        } catch {
            throw .outOfRange
        }
    }

    /// Hands over every batch, from the first that can be read.
    func forEachBatch(_ body: (RecordBatch) -> Void) throws(ReadFailure) {
        var offset = startOffset
        while offset < endOffset {
            let batches = try batches(from: offset, maxBytes: 1 << 20)
            for batch in batches { body(batch) }
            guard let last = batches.last else { return }
            offset = last.nextOffset
        }
    }

    mutating func append(_ batch: RecordBatch) throws(LogFileError) -> Int64 {
        guard let disk else { return memory.append(batch) }
        return try disk.append(batch)
    }

    /// Whether compaction would not know what to do with a record of the batch.
    func missesKey(in batch: RecordBatch) -> Bool {
        do {
            if let disk { try disk.log.validate(batch) } else { try memory.validate(batch) }
            return false
        } catch {
            return error is KeyMissing
        }
    }

    func firstOffset(atOrAfter timestamp: Timestamp) throws(LogFileError) -> Int64? {
        guard let disk else { return memory.firstOffset(atOrAfter: timestamp) }
        return try disk.log.firstOffset(atOrAfter: timestamp)
    }

    /// Nothing happens beyond the log's end.
    mutating func deleteRecords(before offset: Int64) throws(LogFileError) {
        guard let disk else {
            _ = try? memory.deleteRecords(before: offset)
            return
        }
        do {
            try disk.log.deleteRecords(before: offset)
        } catch let error as LogFileError {
            throw error
        } catch {
            return
        }
    }

    /// Gives up what the topic's configuration lets go by now.
    mutating func clean(
        now: Timestamp, below limit: Int64, isAborted: @escaping (RecordBatch) -> Bool
    ) throws(LogFileError) {
        guard let log = disk?.log else {
            memory.applyRetention(now: now)
            memory.compact(now: now, below: limit, isAborted: isAborted)
            return
        }
        try log.applyRetention(now: now)
        try log.compact(now: now, below: limit, isAborted: isAborted)
    }
}
