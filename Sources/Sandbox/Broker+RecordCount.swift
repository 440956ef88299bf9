import EventBroker
import EventLog

extension Broker {
    /// The records that are there to be read. A batch says how many it has; none is decoded.
    func recordCount(of partition: TopicPartition) -> Int {
        var next = offset(ListOffsets(partition: partition, spec: .earliest)).offset
        var count = 0
        while true {
            let fetch = Fetch(positions: [PartitionOffset(partition, next)], maxWaitMilliseconds: 0)
            let batches = read(fetch).partitions.first?.batches ?? []
            guard let last = batches.last else { return count }
            for batch in batches where !batch.isControl { count += batch.recordCount }
            next = last.nextOffset
        }
    }
}
