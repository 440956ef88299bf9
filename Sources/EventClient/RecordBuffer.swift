import EventBroker

/// What was fetched and not yet handed out, in the order of the fetch.
struct RecordBuffer {
    private struct Fetched {
        let partition: TopicPartition
        var records: ArraySlice<ConsumerRecord>
    }

    private var fetched: [Fetched] = []

    mutating func append(_ records: [ConsumerRecord], of partition: TopicPartition) {
        guard !records.isEmpty else { return }
        fetched.append(Fetched(partition: partition, records: records[...]))
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
        }
        fetched.removeAll { $0.records.isEmpty }
        return taken
    }
}
