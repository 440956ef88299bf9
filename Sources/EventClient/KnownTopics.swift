import EventBroker

/// The topics that a producer has asked for, and where their records go.
struct KnownTopics {
    private struct Topic {
        let name: String
        /// Where each partition's queue is; nil until something goes there.
        var queues: [Int?]
        /// Of the connection's topics, when the partitions were counted.
        var version: Int
        var sticky: StickyPartitioner
    }

    private var topics: [Topic] = []
    private var indices: [String: Int] = [:]
    /// Where the last one was found: mostly the next one is the same.
    private var latest = 0

    /// Nil until the topic was added at that version of the connection's topics.
    mutating func index(of name: String, _ version: Int) -> Int? {
        if latest >= topics.count || topics[latest].name != name {
            guard let index = indices[name] else { return nil }
            latest = index
        }
        return topics[latest].version == version ? latest : nil
    }

    func partitionCount(of topic: Int) -> Int { topics[topic].queues.count }

    /// Where the record goes; nil if it names a partition that doesn't exist.
    func partition(for record: ProducerRecord, in topic: Int) -> Int? {
        let count = partitionCount(of: topic)
        if let partition = record.partition {
            return partition >= 0 && partition < count ? partition : nil
        }
        if let key = record.key { return Partitioner.partition(forKey: key, partitions: count) }
        return topics[topic].sticky.partition(partitions: count)
    }

    /// Where the queue of a partition is, which is made if there is none.
    mutating func queue(
        of partition: Int, in topic: Int, make: (TopicPartition) -> Int
    ) -> Int {
        if let known = topics[topic].queues[partition] { return known }
        let made = make(TopicPartition(topics[topic].name, partition))
        topics[topic].queues[partition] = made
        return made
    }

    /// Counts a record that went where `partition(for:in:)` said, if the producer chose that.
    mutating func appended(_ record: ProducerRecord, to topic: Int, endingBatch: Bool) {
        guard record.partition == nil, record.key == nil else { return }
        topics[topic].sticky.appended(bytes: record.payloadSize, endingBatch: endingBatch)
    }

    /// Adds a topic, or the partitions by which it has grown, and returns its index. `batchBytes` is
    /// the producer's.
    mutating func add(_ name: String, partitions: Int, _ version: Int, batchBytes: Int) -> Int {
        if let known = indices[name] {
            let growth = max(0, partitions - topics[known].queues.count)
            topics[known].queues += Array(repeating: nil, count: growth)
            topics[known].version = version
            return known
        }
        let index = topics.count
        indices[name] = index
        topics.append(
            Topic(
                name: name, queues: Array(repeating: nil, count: partitions), version: version,
                sticky: StickyPartitioner(batchBytes: batchBytes)))
        return index
    }
}
