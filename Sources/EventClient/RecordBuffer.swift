import EventBroker

/// What was fetched and not yet handed out, in the order of the fetch.
struct RecordBuffer {
    private struct Fetched {
        let partition: TopicPartition
        var batches: [FetchedBatch.Unread]
        /// Where to go on after the last record.
        let end: Int64

        var count: Int { batches.reduce(0) { $0 + $1.count } }

        /// Adds the next records to `taken`, until these are `limit`, and returns where to go on.
        mutating func take(upTo limit: Int, into taken: inout [ConsumerRecord]) -> Int64 {
            var emptied = 0
            while emptied < batches.count {
                batches[emptied].take(upTo: limit - taken.count, into: &taken)
                if batches[emptied].count > 0 { break }
                emptied += 1
            }
            batches.removeFirst(emptied)
            return batches.first?.position ?? end
        }
    }

    private var fetched: [Fetched] = []

    /// `end` is where to go on after them. Markers may lie between.
    ///
    /// - Precondition: there is at least one batch, and each has a record.
    mutating func append(
        _ batches: [FetchedBatch.Unread], of partition: TopicPartition, endingBefore end: Int64
    ) {
        fetched.append(Fetched(partition: partition, batches: batches, end: end))
    }

    func contains(where isWanted: (TopicPartition) -> Bool) -> Bool {
        fetched.contains { isWanted($0.partition) }
    }

    mutating func removeAll(where isUnwanted: (TopicPartition) -> Bool) {
        fetched.removeAll { isUnwanted($0.partition) }
    }

    /// The next records of the wanted partitions, and where each of these goes on; the others' stay.
    mutating func take(
        upTo limit: Int, where isWanted: (TopicPartition) -> Bool
    ) -> (records: [ConsumerRecord], positions: [PartitionOffset]) {
        let wanted = fetched.indices.filter { isWanted(fetched[$0].partition) }
        var taken: [ConsumerRecord] = []
        taken.reserveCapacity(min(limit, wanted.reduce(0) { $0 + fetched[$1].count }))
        var positions: [PartitionOffset] = []
        for index in wanted where taken.count < limit {
            let position = fetched[index].take(upTo: limit, into: &taken)
            positions.append(PartitionOffset(fetched[index].partition, position))
        }
        fetched.removeAll { $0.batches.isEmpty }
        return (taken, positions)
    }
}
