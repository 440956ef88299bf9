import EventBroker
import EventLog

/// A log: batches one behind the other. All that a partition knows of producers and transactions
/// can be told from them.
struct ModelPartition {
    struct Producer {
        var epoch: Int16
        /// The number that its next record must have.
        var next: Int32 = 0
        /// Its last five batches.
        var recent: [RecordBatch] = []
        var lastTimestamp: Timestamp
    }

    struct Ended {
        var producerID: Int64
        var firstOffset: Int64
        var markerOffset: Int64
        var outcome: TransactionMarker
    }

    var start: Int64 = 0
    var end: Int64 = 0
    var stored: [RecordBatch] = []
    var producers: [Int64: Producer] = [:]
    /// Where each open transaction begins, by producer id.
    var open: [Int64: Int64] = [:]
    var ended: [Ended] = []

    var lastStableOffset: Int64 { max(start, open.values.min() ?? end) }

    /// - Parameter appendTime: nil where records bear their producer's time.
    mutating func produce(
        _ batch: RecordBatch, at appendTime: Timestamp?, forgetting old: Timestamp
    ) -> Produce.Response {
        if let sender = batch.producer {
            if let earlier = producers[sender.id]?.recent.first(where: { repeats($0, batch) }) {
                return Produce.Response(
                    baseOffset: earlier.baseOffset,
                    appendTime: appendTime == nil ? nil : earlier.maxTimestamp)
            }
            if let error = refusal(of: batch, from: sender) {
                return Produce.Response(error: error)
            }
            if producers[sender.id] == nil {
                producers = producers.filter { $1.lastTimestamp > old || open[$0] != nil }
            }
        }
        var batch = batch
        if let appendTime { batch.setAppendTime(appendTime) }
        return Produce.Response(baseOffset: append(batch), appendTime: appendTime)
    }

    @discardableResult
    mutating func append(_ batch: RecordBatch) -> Int64 {
        var placed = batch
        placed.assign(baseOffset: end, leaderEpoch: batch.partitionLeaderEpoch)
        stored.append(placed)
        end += Int64(batch.recordCount)
        learn(placed)
        return placed.baseOffset
    }

    /// Only what can still be read tells a new process about producers and transactions.
    mutating func restart() {
        (producers, open, ended) = ([:], [:], [])
        stored.removeAll { $0.lastOffset < start }
        for batch in stored { learn(batch) }
    }

    func batches(
        from offset: Int64, _ isolation: IsolationLevel, maxBytes: Int
    ) -> [RecordBatch] {
        var batches: [RecordBatch] = []
        var bytes = 0
        for batch in stored where batch.lastOffset >= offset {
            if isolation == .readCommitted, batch.baseOffset >= lastStableOffset { break }
            bytes += batch.bytes.count
            if bytes > maxBytes, !batches.isEmpty { break }
            batches.append(batch)
        }
        return batches
    }

    func aborted(in offsets: Range<Int64>) -> [AbortedTransaction] {
        ended.filter {
            $0.outcome == .abort && $0.markerOffset >= offsets.lowerBound
                && $0.firstOffset < offsets.upperBound
        }.map { AbortedTransaction(producerID: $0.producerID, firstOffset: $0.firstOffset) }
    }

    func offset(_ spec: ListOffsets.Spec, _ isolation: IsolationLevel) -> Int64 {
        let limit = isolation == .readCommitted ? lastStableOffset : end
        switch spec {
        case .earliest: return start
        case .latest: return limit
        case .at(let moment):
            let records = stored.flatMap(\.content)
            let found = records.first { $0.offset >= start && $0.timestamp >= moment }
            return min(found?.offset ?? limit, limit)
        }
    }

    /// The offsets of the records that a read-committed application gets to see.
    var committed: [Int64] {
        stored.filter { batch in
            !batch.isControl && batch.baseOffset < lastStableOffset
                && !ended.contains {
                    $0.outcome == .abort && batch.isTransactional
                        && $0.producerID == batch.producer?.id
                        && ($0.firstOffset..<$0.markerOffset).contains(batch.baseOffset)
                }
        }.flatMap { Array($0.baseOffset...$0.lastOffset) }.filter { $0 >= start }
    }

    private func repeats(_ one: RecordBatch, _ other: RecordBatch) -> Bool {
        one.producer == other.producer && one.baseSequence == other.baseSequence
            && one.recordCount == other.recordCount
    }

    private func refusal(of batch: RecordBatch, from sender: ProducerIdentity) -> ErrorCode? {
        guard let known = producers[sender.id] else { return nil }
        if sender.epoch < known.epoch { return .invalidProducerEpoch }
        let expected = sender.epoch == known.epoch ? known.next : 0
        if batch.baseSequence != expected { return .outOfOrderSequenceNumber }
        return open[sender.id] != nil && !batch.isTransactional ? .invalidTxnState : nil
    }

    private mutating func learn(_ batch: RecordBatch) {
        guard let sender = batch.producer else { return }
        var known =
            producers[sender.id] ?? Producer(epoch: sender.epoch, lastTimestamp: batch.maxTimestamp)
        if known.epoch != sender.epoch {
            (known.epoch, known.next, known.recent) = (sender.epoch, 0, [])
        }
        known.lastTimestamp = batch.maxTimestamp
        if let outcome = batch.marker {
            if let first = open.removeValue(forKey: sender.id) {
                ended.append(
                    Ended(
                        producerID: sender.id, firstOffset: first, markerOffset: batch.baseOffset,
                        outcome: outcome))
            }
        } else {
            let next = (Int64(batch.baseSequence) + Int64(batch.recordCount)) % (1 << 31)
            known.next = Int32(next)
            known.recent = known.recent.suffix(4) + [batch]
            if batch.isTransactional, open[sender.id] == nil { open[sender.id] = batch.baseOffset }
        }
        producers[sender.id] = known
    }
}

extension RecordBatch {
    var content: [Record] { (try? records()) ?? [] }
}
