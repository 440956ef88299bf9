import EventLog

/// The topics of a broker, and what clients read from them and write to them.
struct Topics: Hashable, Sendable {
    private let options: Broker.Options
    /// In the order of their making. They are few: a search among them beats hashing their names.
    private var topics: [Topic] = []

    init(options: Broker.Options) {
        self.options = options
    }

    mutating func create(_ request: CreateTopic) -> ErrorCode? {
        guard Topic.isValid(name: request.name) else { return .invalidTopic }
        guard index(of: request.name) == nil else { return .topicAlreadyExists }
        guard request.partitions >= 1, request.partitions <= options.maxPartitionsPerTopic else {
            return .invalidPartitions
        }
        topics.append(Topic(name: request.name, partitions: request.partitions))
        return nil
    }

    mutating func grow(_ request: CreatePartitions) -> ErrorCode? {
        guard let index = index(of: request.name) else { return .unknownTopicOrPartition }
        guard request.partitions > topics[index].partitions.count,
            request.partitions <= options.maxPartitionsPerTopic
        else { return .invalidPartitions }
        topics[index].grow(to: request.partitions)
        return nil
    }

    func metadata(_ request: FetchMetadata) -> FetchMetadata.Response {
        let names = request.topics.isEmpty ? topics.map(\.name).sorted() : request.topics
        let described = names.map { name in
            FetchMetadata.Topic(
                name: name, partitions: index(of: name).map { topics[$0].partitions.count })
        }
        return FetchMetadata.Response(topics: described)
    }

    /// Appends a batch, which is sound by its making: `RecordBatch` has checked its CRC.
    mutating func produce(_ request: Produce) -> Produce.Response {
        guard let (topic, partition) = place(of: request.partition) else {
            return Produce.Response(error: .unknownTopicOrPartition)
        }
        guard request.batch.bytes.count <= options.maxBatchBytes else {
            return Produce.Response(error: .messageTooLarge)
        }
        let baseOffset = topics[topic].partitions[partition].append(request.batch)
        return Produce.Response(baseOffset: baseOffset)
    }

    /// Empty if no partition has an error or records: then the request may wait for news.
    func fetch(_ request: Fetch) -> Fetch.Response {
        var room = request.maxBytes
        var response = Fetch.Response(partitions: [])
        for position in request.positions where room > 0 {
            let read = read(position, maxBytes: min(room, request.maxPartitionBytes))
            guard read.error != nil || !read.batches.isEmpty else { continue }
            room -= read.batches.reduce(0) { $0 + $1.bytes.count }
            response.partitions.append(read)
        }
        return response
    }

    func listOffsets(_ request: ListOffsets) -> ListOffsets.Response {
        var offsets: [PartitionOffset] = []
        for partition in request.partitions {
            guard let offset = offset(request.spec, in: partition) else {
                return ListOffsets.Response(error: .unknownTopicOrPartition)
            }
            offsets.append(PartitionOffset(partition, offset))
        }
        return ListOffsets.Response(offsets: offsets)
    }

    private func offset(_ spec: ListOffsets.Spec, in partition: TopicPartition) -> Int64? {
        guard let (topic, partition) = place(of: partition) else { return nil }
        let log = topics[topic].partitions[partition]
        return switch spec {
        case .earliest: log.startOffset
        case .latest: log.endOffset
        case .at(let moment): log.firstOffset(atOrAfter: moment) ?? log.endOffset
        }
    }

    func contains(_ partition: TopicPartition) -> Bool {
        place(of: partition) != nil
    }

    private func read(_ position: PartitionOffset, maxBytes: Int) -> Fetch.Partition {
        guard let (topic, partition) = place(of: position.partition) else {
            return Fetch.Partition(partition: position.partition, error: .unknownTopicOrPartition)
        }
        let log = topics[topic].partitions[partition]
        var answer = Fetch.Partition(
            partition: position.partition, logStartOffset: log.startOffset,
            highWatermark: log.endOffset)
        do throws(OffsetOutOfRange) {
            answer.batches = try log.batches(from: position.offset, maxBytes: maxBytes)
        } catch {
            answer.error = .offsetOutOfRange
        }
        return answer
    }

    private func index(of name: String) -> Int? {
        topics.firstIndex { $0.name == name }
    }

    private func place(of partition: TopicPartition) -> (topic: Int, partition: Int)? {
        guard let topic = index(of: partition.topic),
            topics[topic].partitions.indices.contains(partition.partition)
        else { return nil }
        return (topic, partition.partition)
    }
}
