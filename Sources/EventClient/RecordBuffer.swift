import EventBroker

/// What was fetched and not yet handed out, in the order of the fetch.
struct RecordBuffer {
    private struct Fetched {
        let partition: TopicPartition
        var records: ArraySlice<ConsumerRecord>
        /// Where to go on after the last record, if not right behind it.
        let end: Int64?
    }

    private var fetched: [Fetched] = []
    private var ends: [PartitionOffset] = []

    /// `end` is where to go on after them. Markers may lie between.
    ///
    /// - Precondition: there is at least one record.
    mutating func append(
        _ records: [ConsumerRecord], of partition: TopicPartition, endingBefore end: Int64
    ) {
        let isRightBehind = records[records.count - 1].offset + 1 == end
        fetched.append(
            Fetched(
                partition: partition, records: records[...], end: isRightBehind ? nil : end))
    }

    func contains(where isWanted: (TopicPartition) -> Bool) -> Bool {
        fetched.contains { isWanted($0.partition) }
    }

    mutating func removeAll(where isUnwanted: (TopicPartition) -> Bool) {
        fetched.removeAll { isUnwanted($0.partition) }
    }

    /// The next records of the wanted partitions; the others' stay.
    mutating func take(
        upTo limit: Int, where isWanted: (TopicPartition) -> Bool
    ) -> [ConsumerRecord] {
        var taken: [ConsumerRecord] = []
        for index in fetched.indices where isWanted(fetched[index].partition) {
            let next = fetched[index].records.prefix(limit - taken.count)
            fetched[index].records.removeFirst(next.count)
            taken += next
            if let end = fetched[index].end, fetched[index].records.isEmpty {
                ends.append(PartitionOffset(fetched[index].partition, end))
            }
        }
        fetched.removeAll { $0.records.isEmpty }
        return taken
    }

    /// Where to go on in partitions of which all was taken, if not right behind the last record.
    mutating func takeEnds() -> [PartitionOffset] {
        guard !ends.isEmpty else { return [] }
        defer { ends = [] }
        return ends
    }
}
