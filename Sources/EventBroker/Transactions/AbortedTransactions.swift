/// A transaction whose records no read-committed consumer may see: those of the producer from
/// `firstOffset` on, up to its next ABORT marker.
package struct AbortedTransaction: Codable, Hashable, Sendable {
    package var producerID: Int64
    package var firstOffset: Int64

    package init(producerID: Int64, firstOffset: Int64) {
        self.producerID = producerID
        self.firstOffset = firstOffset
    }
}

/// A partition's aborted transactions (Kafka's `TransactionIndex.java`).
struct AbortedTransactions: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        let transaction: AbortedTransaction
        /// Where its marker is.
        let lastOffset: Int64
        /// Everything before it was decided when the marker was written.
        let stableOffset: Int64
    }

    /// In the order of their markers.
    private var entries: [Entry] = []

    mutating func append(
        _ transaction: AbortedTransaction, markedAt offset: Int64, stableUpTo stableOffset: Int64
    ) {
        entries.append(
            Entry(transaction: transaction, lastOffset: offset, stableOffset: stableOffset))
    }

    /// Those with records among these offsets. After an entry up to whose end all was decided,
    /// none can begin earlier.
    func touching(_ offsets: Range<Int64>) -> [AbortedTransaction] {
        guard let last = entries.last, last.lastOffset >= offsets.lowerBound else { return [] }
        var found: [AbortedTransaction] = []
        for entry in entries[firstIndex(markedFrom: offsets.lowerBound)...] {
            if entry.transaction.firstOffset < offsets.upperBound {
                found.append(entry.transaction)
            }
            if entry.stableOffset >= offsets.upperBound { break }
        }
        return found
    }

    mutating func forget(before offset: Int64) {
        entries.removeFirst(firstIndex(markedFrom: offset))
    }

    private func firstIndex(markedFrom offset: Int64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].lastOffset >= offset { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
