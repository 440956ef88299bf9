import EventLog

/// The coordinator's memory: what it writes to the internal topic, and reads after a restart.
extension GroupCoordinator {
    /// The coordinator that has written these batches, or those of them that compaction has left.
    /// Groups that were rebalancing are back in the generation before.
    init(recovering batches: some Sequence<RecordBatch>, options: Broker.Options, now: Timestamp) {
        self.init(options: options)
        for batch in batches {
            for record in (try? batch.records()) ?? [] {
                GroupRecord(key: record.key, value: record.value).map { apply($0, now: now) }
            }
        }
        groups.removeAll { $0.isToBeForgotten && $0.generation == 0 }
        // Ids count on from the time, so that none is given a second time: a member of before that
        // still runs must not be taken for a new one. A clock that stands still doesn't help there.
        memberIDsGiven = max(Int(now.milliseconds), largestMemberNumber)
        written = Dictionary(
            uniqueKeysWithValues: groups.compactMap { group in
                group.metadata.map { (group.id, $0) }
            })
        if groups.contains(where: { !$0.offsets.isEmpty }) { awaitExpiry(now: now) }
    }

    /// Writes the group's state down if it is another one than what was written last.
    mutating func remember(groupAt index: Int) {
        guard options.keepsInternalTopics, let metadata = groups[index].metadata else { return }
        let id = groups[index].id
        guard written[id] != metadata else { return }
        written[id] = metadata
        records.append(.group(id, metadata))
    }

    mutating func remember(_ offsets: [PartitionOffset], of group: String, now: Timestamp) {
        guard options.keepsInternalTopics else { return }
        records += offsets.map { offset in
            .offset(
                group: group, partition: offset.partition,
                CommittedOffset(offset: offset.offset, time: now))
        }
    }

    mutating func remember(forgetting partitions: [TopicPartition], of group: String) {
        guard options.keepsInternalTopics else { return }
        records += partitions.map { .offset(group: group, partition: $0, nil) }
    }

    mutating func remember(forgetting group: ConsumerGroup) {
        remember(forgetting: group.offsets.all.map(\.partition), of: group.id)
        guard written.removeValue(forKey: group.id) != nil else { return }
        records.append(.group(group.id, nil))
    }

    /// What is to be appended to the internal topic, as one batch; nil if there is nothing.
    mutating func takeBatch(now: Timestamp) -> RecordBatch? {
        guard !records.isEmpty else { return nil }
        defer { records = [] }
        return RecordBatch(
            records.map { Record(timestamp: now, key: $0.key, value: $0.value) })
    }

    /// Of the ids that members have, with which they were counted; 0 without any. The bytes may hold
    /// numbers that nobody counts to.
    private var largestMemberNumber: Int {
        groups.flatMap(\.members)
            .compactMap { $0.id.split(separator: "-").last.flatMap { Int($0) } }
            .filter { $0 < 1 << 53 }.max() ?? 0
    }

    private mutating func apply(_ record: GroupRecord, now: Timestamp) {
        switch record {
        case .offset(let group, let partition, let committed):
            let index = index(ofOrMaking: group)
            guard let committed else { return groups[index].offsets.forget([partition]) }
            groups[index].offsets.store(
                [PartitionOffset(partition, committed.offset)], at: committed.time)
        case .group(let id, let metadata?):
            groups[index(ofOrMaking: id)].restore(metadata, now: now)
        case .group(let id, nil): groups.removeAll { $0.id == id }
        }
    }
}
