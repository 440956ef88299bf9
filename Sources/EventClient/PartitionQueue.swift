import EventBroker
import EventLog

/// What a producer has for one partition: batches that fill up, and batches on their way.
struct PartitionQueue {
    typealias Entry = RecordAccumulator.Entry
    typealias Batch = RecordAccumulator.Batch

    private struct Open {
        var entries: [Entry]
        var bytes: Int
    }

    private struct OnTheWay {
        var batch: Batch
        /// `.unanswered` or `.outOfOrder` until it is sent again; nil while an answer may come.
        var fate: RecordAccumulator.Fate?
    }

    /// So many batches a broker remembers of each producer (`max.in.flight.requests.per.connection`
    /// is 5 in Kafka, and with idempotence not more).
    private static let maxInFlight = 5

    /// The oldest first; only the last has room.
    private var waiting: [Open] = []
    /// Whether a timer runs for what lingers.
    var isLookedAfter = false
    /// In the order of their numbers.
    private var onTheWay: [OnTheWay] = []
    /// Whose numbers the batches bear.
    private(set) var producer: ProducerIdentity?
    private var nextSequence: Int32 = 0
    /// Whether the broker has taken a batch of `producer`.
    private var isKnown = false
    /// How many batches are on their way in front of one that is missing for good.
    private(set) var gap: Int?

    var hasWaiting: Bool { !waiting.isEmpty }
    var isIdle: Bool { onTheWay.isEmpty }

    /// Whether one more batch may be on its way. Of an unknown producer a broker takes any number
    /// first, so the first batch goes alone.
    var mayGoOn: Bool { gap == nil && onTheWay.count < (isKnown ? Self.maxInFlight : 1) }

    /// Whether nothing is on its way but what the broker refuses for want of a lost batch. It has said
    /// so of the first: until then the lost batch and what follows may be in the log all the same.
    var isBroken: Bool {
        gap == 0 && onTheWay.allSatisfy { $0.fate != nil } && onTheWay.first?.fate != .unanswered
    }

    var unsettled: [PendingRecord] {
        (onTheWay.flatMap(\.batch.entries) + waiting.flatMap(\.entries)).map(\.pending)
    }

    mutating func append(_ entry: Entry, batchBytes: Int) {
        let last = waiting.count - 1
        if last >= 0, waiting[last].bytes + entry.bytes <= batchBytes {
            waiting[last].entries.append(entry)
            waiting[last].bytes += entry.bytes
        } else {
            waiting.append(Open(entries: [entry], bytes: entry.bytes))
        }
    }

    /// Whether the first batch is full, or has lingered long enough.
    func isReady(now: Timestamp, _ options: ProducerOptions) -> Bool {
        endOfLinger(options).map { now >= $0 } ?? true
    }

    /// Until when the first batch may wait for more records; nil if it waits for none.
    private func endOfLinger(_ options: ProducerOptions) -> Timestamp? {
        guard options.linger > .zero, waiting.count == 1, waiting[0].bytes < options.batchBytes
        else { return nil }
        let patience = options.linger.inMilliseconds - options.deliveryTimeout.inMilliseconds
        return waiting[0].entries[0].deadline.advanced(byMilliseconds: patience)
    }

    /// When somebody must look at it again, since what waits will have lingered long enough; nil if
    /// nothing does, or somebody will look already.
    mutating func nextLook(_ options: ProducerOptions) -> Timestamp? {
        guard !isLookedAfter, let end = endOfLinger(options) else { return nil }
        isLookedAfter = true
        return end
    }

    /// The first batch goes on its way.
    ///
    /// - Precondition: `hasWaiting`.
    mutating func take(
        _ number: Int, _ partition: TopicPartition, _ options: ProducerOptions
    ) -> Batch {
        let batch = batch(of: waiting.removeFirst().entries, number, partition, options)
        onTheWay.append(OnTheWay(batch: batch))
        return batch
    }

    /// The entries at the front for which `isTaken` holds.
    mutating func takeWaiting(while isTaken: (Entry) -> Bool) -> [Entry] {
        var taken: [Entry] = []
        while let first = waiting.first {
            let prefix = first.entries.prefix(while: isTaken)
            taken += prefix
            guard prefix.count == first.entries.count else {
                waiting[0].entries.removeFirst(prefix.count)
                waiting[0].bytes -= prefix.reduce(0) { $0 + $1.bytes }
                break
            }
            waiting.removeFirst()
        }
        return taken
    }

    private mutating func batch(
        of entries: [Entry], _ number: Int, _ partition: TopicPartition, _ options: ProducerOptions
    ) -> Batch {
        let records = entries.map(\.record)
        guard let producer else {
            return Batch(
                number: number, partition: partition, entries: entries,
                encoded: RecordBatch(records))
        }
        let encoded = RecordBatch(
            records, producer: producer, baseSequence: nextSequence,
            isTransactional: options.transactionalID != nil)
        nextSequence = RecordBatch.sequence(encoded.lastSequence, plus: 1)
        return Batch(number: number, partition: partition, entries: entries, encoded: encoded)
    }
}

// MARK: - What became of a batch

extension PartitionQueue {
    /// Returns whether the batch is settled.
    mutating func note(
        _ fate: RecordAccumulator.Fate, of batch: Batch, isIdempotent: Bool
    ) -> Bool {
        guard let index = onTheWay.firstIndex(where: { $0.batch.number == batch.number }) else {
            return false
        }
        switch fate {
        case .unanswered, .outOfOrder:
            onTheWay[index].fate = fate
            if index == 0, fate == .outOfOrder { gap = 0 }
            return false
        case .appended: isKnown = true
        case .refused where index == onTheWay.count - 1 && gap == nil:
            nextSequence = onTheWay[index].batch.encoded.baseSequence
        case .refused, .givenUp:
            if isIdempotent { gap = min(gap ?? index, index) }
        }
        onTheWay.remove(at: index)
        if fate == .appended, let known = gap, index < known { gap = known - 1 }
        return true
    }

    /// Only the first is ever sent again, so that the others' turn comes in their order.
    mutating func sendAgain() -> [Batch] {
        guard let first = onTheWay.first, let fate = first.fate, fate == .unanswered || gap != 0
        else { return [] }
        onTheWay[0].fate = nil
        return [first.batch]
    }

    /// What can't be appended any more behind the gap, unless it is numbered anew.
    mutating func takeLost() -> [Batch] {
        guard let gap else { return [] }
        let lost = onTheWay[gap...].filter { $0.fate != nil }.map(\.batch)
        onTheWay = onTheWay[..<gap] + onTheWay[gap...].filter { $0.fate == nil }
        return lost
    }

    /// Counts from 0 in this epoch; nothing is on its way.
    mutating func begin(_ producer: ProducerIdentity) {
        self.producer = producer
        nextSequence = 0
        isKnown = false
        gap = nil
    }

    /// Counts from 0 in this epoch, and numbers anew what is on its way.
    mutating func beginAgain(_ producer: ProducerIdentity, _ options: ProducerOptions) {
        begin(producer)
        for index in onTheWay.indices {
            let old = onTheWay[index].batch
            onTheWay[index].batch = batch(of: old.entries, old.number, old.partition, options)
        }
    }
}
