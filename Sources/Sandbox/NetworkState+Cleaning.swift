import EventBroker
import EventLog

/// What the broker's cleaning takes away, as events of the story.
extension NetworkState {
    /// How much there is to read of a partition.
    struct Extent {
        let start: Int64
        let records: Int
    }

    var extents: [TopicPartition: Extent] {
        var extents: [TopicPartition: Extent] = [:]
        for topic in broker.metadata(FetchMetadata()).topics where !topic.isInternal {
            for number in 0..<(topic.partitions ?? 0) {
                let partition = TopicPartition(topic.name, number)
                extents[partition] = extent(of: partition)
            }
        }
        return extents
    }

    private func extent(of partition: TopicPartition) -> Extent {
        Extent(start: startOffset(of: partition), records: recordCount(of: partition))
    }

    mutating func noteCleaned(since before: [TopicPartition: Extent]) {
        for (partition, old) in before.sorted(by: { $0.key < $1.key }) {
            let new = extent(of: partition)
            if new.start > old.start {
                note(.deletedOld(in: partition, before: new.start))
            } else if new.records < old.records {
                note(.compacted(partition, gone: old.records - new.records))
            }
        }
    }
}
