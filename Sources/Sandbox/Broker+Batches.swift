import EventBroker
import EventLog

extension Broker {
    /// Many batches at a time, from the one on that holds this offset.
    func batches(
        in partition: TopicPartition, from offset: Int64
    ) -> UnfoldSequence<[RecordBatch], Int64> {
        sequence(state: offset) { next in
            let fetch = Fetch(positions: [PartitionOffset(partition, next)], maxWaitMilliseconds: 0)
            let batches = read(fetch).partitions.first?.batches ?? []
            guard let last = batches.last else { return nil }
            next = last.nextOffset
            return batches
        }
    }
}
