import EventBroker
import EventLog

struct ModelTopic {
    var configuration: TopicConfiguration
    var partitions: [ModelPartition]
}

extension ModelBroker {
    subscript(place: TopicPartition) -> ModelPartition? {
        guard let topic = topics[place.topic], topic.partitions.indices.contains(place.partition)
        else { return nil }
        return topic.partitions[place.partition]
    }

    mutating func create(_ request: CreateTopic) -> ErrorCode? {
        func unified(_ name: String) -> String {
            String(name.map { $0 == "." ? "_" : $0 })
        }
        if request.name.contains("/") { return .invalidTopic }
        if topics[request.name] != nil { return .topicAlreadyExists }
        if topics.keys.contains(where: { unified($0) == unified(request.name) }) {
            return .invalidTopic
        }
        guard (1...options.maxPartitionsPerTopic).contains(request.partitions) else {
            return .invalidPartitions
        }
        topics[request.name] = ModelTopic(
            configuration: request.configuration,
            partitions: Array(repeating: ModelPartition(), count: request.partitions))
        return nil
    }

    /// What groups have committed for it goes too, and what transactions were about to commit.
    mutating func delete(_ request: DeleteTopic) -> ErrorCode? {
        guard let topic = topics.removeValue(forKey: request.name) else {
            return .unknownTopicOrPartition
        }
        for name in groups.keys {
            groups[name]!.committed = groups[name]!.committed
                .filter { $0.key.topic != request.name }
        }
        for id in transactions.keys {
            for group in transactions[id]!.offsets.keys {
                transactions[id]!.offsets[group] = transactions[id]!.offsets[group]!
                    .filter { $0.key.topic != request.name }
            }
        }
        for number in topic.partitions.indices { wake(TopicPartition(request.name, number)) }
        return nil
    }

    mutating func grow(_ request: CreatePartitions) -> ErrorCode? {
        guard let count = topics[request.name]?.partitions.count else {
            return .unknownTopicOrPartition
        }
        guard request.partitions > count, request.partitions <= options.maxPartitionsPerTopic
        else { return .invalidPartitions }
        while topics[request.name]!.partitions.count < request.partitions {
            topics[request.name]!.partitions.append(ModelPartition())
        }
        return nil
    }

    var ends: [TopicPartition: Int64] {
        var ends: [TopicPartition: Int64] = [:]
        for (name, topic) in topics {
            for (number, partition) in topic.partitions.enumerated() {
                ends[TopicPartition(name, number)] = partition.end
            }
        }
        return ends
    }

    var metadata: [FetchMetadata.Topic] {
        topics.keys.sorted().map {
            FetchMetadata.Topic(name: $0, partitions: topics[$0]!.partitions.count)
        }
    }

    /// The transaction coordinator is asked first, then the topic, then the producer's history.
    mutating func produce(_ request: Produce, now: Timestamp) -> Produce.Response {
        let batch = request.batch
        if batch.isTransactional, let error = refusal(of: request) {
            return Produce.Response(error: error)
        }
        let place = request.partition
        guard self[place] != nil, let topic = topics[place.topic] else {
            return Produce.Response(error: .unknownTopicOrPartition)
        }
        if batch.bytes.count > topic.configuration.maxMessageBytes ?? options.maxBatchBytes {
            return Produce.Response(error: .messageTooLarge)
        }
        if topic.configuration.cleanupPolicy != .delete,
            batch.content.contains(where: { $0.key == nil })
        {
            return Produce.Response(error: .invalidRecord)
        }
        let answer = topics[place.topic]!.partitions[place.partition].produce(
            batch, at: topic.configuration.timestampType == .appendTime ? now : nil,
            forgetting: now.advanced(byMilliseconds: -options.producerIDExpirationMilliseconds))
        if answer.error == nil { wake(place) }
        return answer
    }

    mutating func deleteRecords(_ request: DeleteRecords) -> DeleteRecords.Response {
        guard let partition = self[request.partition] else {
            return DeleteRecords.Response(error: .unknownTopicOrPartition)
        }
        let offset = request.offset == -1 ? partition.end : request.offset
        guard (0...partition.end).contains(offset) else {
            return DeleteRecords.Response(error: .offsetOutOfRange)
        }
        let start = max(partition.start, offset)
        topics[request.partition.topic]!.partitions[request.partition.partition].start = start
        return DeleteRecords.Response(logStartOffset: start)
    }

    func offset(_ request: ListOffsets) -> ListOffsets.Response {
        var offsets: [PartitionOffset] = []
        for place in request.partitions {
            guard let partition = self[place] else {
                return ListOffsets.Response(error: .unknownTopicOrPartition)
            }
            let offset = partition.offset(request.spec, request.isolation)
            offsets.append(PartitionOffset(place, offset))
        }
        return ListOffsets.Response(offsets: offsets)
    }

    /// Each partition is good for at least one batch, until the answer is full.
    func read(_ request: Fetch) -> Fetch.Response {
        var answer = Fetch.Response(partitions: [])
        var room = request.maxBytes
        for position in request.positions where room > 0 {
            let part = read(
                position, request.isolation, maxBytes: min(room, request.maxPartitionBytes))
            if part.error == nil, part.batches.isEmpty { continue }
            answer.partitions.append(part)
            room -= part.batches.map(\.bytes.count).reduce(0, +)
        }
        return answer
    }

    private func read(
        _ position: PartitionOffset, _ isolation: IsolationLevel, maxBytes: Int
    ) -> Fetch.Partition {
        guard let partition = self[position.partition] else {
            return Fetch.Partition(partition: position.partition, error: .unknownTopicOrPartition)
        }
        var answer = Fetch.Partition(
            partition: position.partition, logStartOffset: partition.start,
            highWatermark: partition.end, lastStableOffset: partition.lastStableOffset)
        guard (partition.start...partition.end).contains(position.offset) else {
            answer.error = .offsetOutOfRange
            return answer
        }
        answer.batches = partition.batches(from: position.offset, isolation, maxBytes: maxBytes)
        if isolation == .readCommitted, let last = answer.batches.last {
            answer.aborted = partition.aborted(in: position.offset..<last.nextOffset)
        }
        return answer
    }

    /// Something happened in the partition: who waits for it looks again, and goes on waiting if there
    /// is nothing to tell.
    mutating func wake(_ place: TopicPartition) {
        for (index, fetch) in waiting.enumerated().reversed()
        where fetch.fetch.positions.contains(where: { $0.partition == place }) {
            let answer = read(fetch.fetch)
            guard !answer.partitions.isEmpty else { continue }
            answers[fetch.id] = .fetch(answer)
            waiting.remove(at: index)
        }
    }
}
