import EventBroker
import EventLog

/// What a producer has for one partition: batches that fill up, and batches on their way.
struct PartitionQueue {
    typealias Batch = RecordAccumulator.Batch

    private struct OnTheWay {
        var batch: Batch
        /// `.unanswered` or `.outOfOrder` until it is sent again; nil while an answer may come.
        var fate: RecordAccumulator.Fate?
    }

    /// So many batches a broker remembers of each producer (`max.in.flight.requests.per.connection`
    /// is 5 in Kafka, and with idempotence not more).
    private static let maxInFlight = 5

    let partition: TopicPartition
    /// The oldest first; only the last has room.
    private var waiting: [OpenBatch] = []
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

    init(of partition: TopicPartition) {
        self.partition = partition
    }

    var hasWaiting: Bool { !waiting.isEmpty }
    var isIdle: Bool { onTheWay.isEmpty }

    func holds(_ record: PendingRecord) -> Bool {
        partition == record.partition && waiting.contains { $0.contains(record) }
    }

    /// Whether nothing is on its way but what the broker refuses for want of a lost batch. It has said
    /// so of the first: until then the lost batch and what follows may be in the log all the same.
    var isBroken: Bool {
        gap == 0 && onTheWay.allSatisfy { $0.fate != nil } && onTheWay.first?.fate != .unanswered
    }

    var unsettled: [PendingRecords] { onTheWay.map(\.batch.pending) + waiting.map(\.pending) }

    mutating func append(
        _ record: ProducerRecord, _ moment: SendingMoment, batchBytes: Int
    ) -> PendingRecord {
        let last = waiting.count - 1
        if last >= 0, waiting[last].bytes + record.payloadSize <= batchBytes {
            return waiting[last].append(record, moment)
        }
        var batch = OpenBatch(of: partition)
        let pending = batch.append(record, moment)
        waiting.append(batch)
        return pending
    }

    /// Whether the first batch is full, or has lingered long enough.
    mutating func isReady(now: Timestamp, _ linger: Linger?) -> Bool {
        endOfLinger(linger).map { now >= $0 } ?? true
    }

    /// Whether one more batch may be on its way. A queue whose batches bear an old identity takes
    /// the new one when none is.
    mutating func mayTake(for producer: ProducerIdentity) -> Bool {
        guard hasWaiting else { return false }
        if self.producer != producer {
            guard isIdle else { return false }
            begin(producer)
        }
        // Of an unknown producer a broker takes any number first, so the first batch goes alone.
        return gap == nil && onTheWay.count < (isKnown ? Self.maxInFlight : 1)
    }

    /// Until when the first batch may wait for more records; nil if it waits for none.
    private func endOfLinger(_ linger: Linger?) -> Timestamp? {
        guard let linger, waiting.count == 1, waiting[0].bytes < linger.batchBytes else {
            return nil
        }
        return waiting[0].deadline.advanced(byMilliseconds: linger.endAfterDeadline)
    }

    /// When somebody must look at it again, since what waits will have lingered long enough; nil if
    /// nothing does, or somebody will look already.
    mutating func nextLook(_ linger: Linger?) -> Timestamp? {
        guard !isLookedAfter, let end = endOfLinger(linger) else { return nil }
        isLookedAfter = true
        return end
    }

    /// The first batch goes on its way. `place` is the queue's own.
    ///
    /// - Precondition: `hasWaiting`.
    mutating func take(_ number: Int, from place: Int, isTransactional: Bool) -> Batch {
        var open = waiting.removeFirst()
        let encoded: RecordBatch
        if let producer {
            encoded = open.seal(
                by: producer, baseSequence: nextSequence, isTransactional: isTransactional)
            nextSequence = encoded.nextSequence
        } else {
            encoded = open.seal()
        }
        let batch = Batch(
            number: number, place: place, pending: open.pending, deadline: open.deadline,
            encoded: encoded)
        onTheWay.append(OnTheWay(batch: batch))
        return batch
    }

    /// The records at the front whose time is over.
    mutating func takeExpired(now: Timestamp) -> [PendingRecords] {
        var expired: [PendingRecords] = []
        while hasWaiting, let records = waiting[0].takeExpired(now: now) {
            expired.append(records)
            guard waiting[0].isEmpty else { break }
            waiting.removeFirst()
        }
        return expired
    }

    mutating func takeWaiting() -> [PendingRecords] {
        defer { waiting = [] }
        return waiting.map(\.pending)
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
    mutating func beginAgain(_ producer: ProducerIdentity) {
        begin(producer)
        for index in onTheWay.indices {
            onTheWay[index].batch.encoded.renumber(by: producer, baseSequence: nextSequence)
            nextSequence = onTheWay[index].batch.encoded.nextSequence
        }
    }
}
