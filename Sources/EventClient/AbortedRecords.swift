package import EventBroker
package import EventLog

/// Goes through the batches of a fetch in their order, and tells those that no application may see:
/// markers, and what producers wrote into transactions that were aborted (Kafka's
/// `CompletedFetch`). Without a list of such transactions only markers are hidden.
package struct AbortedRecords {
    /// Those that lie ahead, by their first offsets.
    private var ahead: ArraySlice<AbortedTransaction>
    /// The producers amid an aborted transaction.
    private var producers: Set<Int64> = []

    package init(_ aborted: [AbortedTransaction]) {
        ahead = aborted.isEmpty ? [] : aborted.sorted { $0.firstOffset < $1.firstOffset }[...]
    }

    package mutating func hides(_ batch: RecordBatch) -> Bool {
        while let next = ahead.first, next.firstOffset <= batch.lastOffset {
            producers.insert(next.producerID)
            ahead.removeFirst()
        }
        if batch.isControl {
            if batch.marker == .abort, let producer = batch.producer {
                producers.remove(producer.id)
            }
            return true
        }
        guard !producers.isEmpty, batch.isTransactional, let producer = batch.producer else {
            return false
        }
        return producers.contains(producer.id)
    }
}
