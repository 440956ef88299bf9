import EventBroker
import Synchronization

/// What becomes of the records that were put into one batch. Mostly that is one and the same; those
/// at the front may fall out while they wait to be sent.
final class PendingBatch: Sendable {
    typealias Outcome = Result<Produce.Response, ProducerError>

    /// Records in a row with one outcome. The base offset in it is the first one's.
    struct Part {
        let records: Range<Int>
        let outcome: Outcome
        /// Whether they were ever on their way to the broker.
        let wasSent: Bool
    }

    private struct Waiter {
        let index: Int
        let continuation: UnsafeContinuation<Part, Never>
    }

    private struct State {
        var settled: [Part] = []
        /// By the indices that they wait for.
        var waiting: [Waiter] = []

        func part(with index: Int) -> Part? {
            settled.first { $0.records.contains(index) }
        }
    }

    let partition: TopicPartition
    private let state = Mutex(State())

    init(of partition: TopicPartition) {
        self.partition = partition
    }

    /// Waits for the outcome of one record.
    func part(with index: Int) async -> Part {
        await withUnsafeContinuation { continuation in
            let part: Part? = state.withLock { state in
                if let part = state.part(with: index) { return part }
                let place = state.waiting.lastIndex { $0.index <= index }.map { $0 + 1 } ?? 0
                state.waiting.insert(Waiter(index: index, continuation: continuation), at: place)
                return nil
            }
            if let part { continuation.resume(returning: part) }
        }
    }

    /// Only the first outcome counts.
    func settle(_ records: Range<Int>, _ outcome: Outcome, wasSent: Bool) {
        let part = Part(records: records, outcome: outcome, wasSent: wasSent)
        let waiting = state.withLock { state in
            guard state.part(with: records.lowerBound) == nil else { return [Waiter]() }
            state.settled.append(part)
            guard !state.waiting.isEmpty else { return [] }
            let waiting = state.waiting.filter { records.contains($0.index) }
            state.waiting.removeAll { records.contains($0.index) }
            return waiting
        }
        for waiter in waiting { waiter.continuation.resume(returning: part) }
    }

    /// The first record of these that has no outcome yet.
    func firstUnsettled(of records: Range<Int>) -> Int? {
        state.withLock { state in
            var index = records.lowerBound
            while let part = state.part(with: index) { index = part.records.upperBound }
            return index < records.upperBound ? index : nil
        }
    }
}

/// Records in a row of one batch.
struct PendingRecords {
    let batch: PendingBatch
    let indices: Range<Int>
    /// What they take of the buffer.
    let bytes: Int

    func settle(_ outcome: PendingBatch.Outcome) {
        batch.settle(indices, outcome, wasSent: true)
    }

    /// Those that were never sent.
    func settleUnsent(_ error: ProducerError) {
        batch.settle(indices, .failure(error), wasSent: false)
    }

    func allSettled() async {
        while let index = batch.firstUnsettled(of: indices) { _ = await batch.part(with: index) }
    }
}
