import EventLog

/// One partition: its log, and what it remembers of those who write to it.
struct Partition: Hashable, Sendable {
    private(set) var log: MemoryLog
    private(set) var producers: ProducerStates

    /// Remembers of its producers what the log's batches tell.
    init(log: MemoryLog = MemoryLog()) {
        self.log = log
        producers = ProducerStates(replaying: log.all)
    }

    /// The first offset whose record's transaction is open: read-committed consumers read up to it.
    var lastStableOffset: Int64 { producers.firstOpenOffset ?? log.endOffset }

    func offset(_ spec: ListOffsets.Spec, _ isolation: IsolationLevel) -> Int64 {
        let end = isolation == .readCommitted ? lastStableOffset : log.endOffset
        return switch spec {
        case .earliest: log.startOffset
        case .latest: end
        case .at(let moment): min(log.firstOffset(atOrAfter: moment) ?? end, end)
        }
    }

    func read(
        _ position: PartitionOffset, maxBytes: Int, _ isolation: IsolationLevel
    ) -> Fetch.Partition {
        var answer = Fetch.Partition(
            partition: position.partition, logStartOffset: log.startOffset,
            highWatermark: log.endOffset, lastStableOffset: lastStableOffset)
        do throws(OffsetOutOfRange) {
            answer.batches = try log.batches(from: position.offset, maxBytes: maxBytes)
        } catch {
            answer.error = .offsetOutOfRange
        }
        if isolation == .readCommitted { keepCommitted(in: &answer, from: position.offset) }
        return answer
    }

    /// Leaves out what lies behind the first open transaction, and names the aborted ones.
    private func keepCommitted(in answer: inout Fetch.Partition, from offset: Int64) {
        let end = answer.lastStableOffset
        answer.batches = Array(answer.batches.prefix { $0.baseOffset < end })
        guard let last = answer.batches.last else { return }
        answer.aborted = producers.aborted(in: offset..<max(offset, last.nextOffset))
    }

    /// Appends a batch that has been checked, and returns the offset of its first record.
    @discardableResult
    mutating func append(_ batch: RecordBatch) -> Int64 {
        let baseOffset = log.append(batch)
        producers.append(batch, at: baseOffset)
        return baseOffset
    }

    mutating func expireProducers(olderThan moment: Timestamp) {
        producers.expire(olderThan: moment)
    }

    /// Moves the log's start to `offset`; what lies before it can't be read any more.
    mutating func deleteRecords(before offset: Int64) {
        log.deleteRecords(before: offset)
        producers.forgetAborted(before: offset)
    }
}

extension Partition {
    /// All that it remembers of its producers, the log tells as well.
    func hash(into hasher: inout Hasher) {
        hasher.combine(log)
    }
}
