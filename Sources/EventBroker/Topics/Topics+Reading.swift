import EventLog

extension Topics {
    func metadata(_ request: FetchMetadata) -> FetchMetadata.Response {
        let names = request.topics.isEmpty ? topics.map(\.name).sorted() : request.topics
        let described = names.map { name in
            FetchMetadata.Topic(
                name: name, partitions: index(of: name).map { topics[$0].partitions.count })
        }
        return FetchMetadata.Response(topics: described)
    }

    /// Empty if no partition has an error or records: then the request may wait for news.
    func fetch(_ request: Fetch) -> Fetch.Response {
        var room = request.maxBytes
        var response = Fetch.Response(partitions: [])
        for position in request.positions where room > 0 {
            let read = read(
                position, maxBytes: min(room, request.maxPartitionBytes), request.isolation)
            guard read.error != nil || !read.batches.isEmpty else { continue }
            room -= read.batches.reduce(0) { $0 + $1.bytes.count }
            response.partitions.append(read)
        }
        return response
    }

    func listOffsets(_ request: ListOffsets) -> ListOffsets.Response {
        var offsets: [PartitionOffset] = []
        for partition in request.partitions {
            guard let (topic, number) = place(of: partition) else {
                return ListOffsets.Response(error: .unknownTopicOrPartition)
            }
            do throws(LogFileError) {
                let offset = try topics[topic].partitions[number].offset(
                    request.spec, request.isolation)
                offsets.append(PartitionOffset(partition, offset))
            } catch {
                return ListOffsets.Response(error: .kafkaStorageError)
            }
        }
        return ListOffsets.Response(offsets: offsets)
    }

    private func read(
        _ position: PartitionOffset, maxBytes: Int, _ isolation: IsolationLevel
    ) -> Fetch.Partition {
        guard let (topic, partition) = place(of: position.partition) else {
            return Fetch.Partition(partition: position.partition, error: .unknownTopicOrPartition)
        }
        return topics[topic].partitions[partition].read(position, maxBytes: maxBytes, isolation)
    }
}
