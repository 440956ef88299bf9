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
            let read = topics[topic].partitions[number]
            guard let offset = try? read.offset(request.spec, request.isolation) else {
                return ListOffsets.Response(error: .kafkaStorageError)
            }
            offsets.append(PartitionOffset(partition, offset))
        }
        return ListOffsets.Response(offsets: offsets)
    }

    private func read(
        _ position: PartitionOffset, maxBytes: Int, _ isolation: IsolationLevel
    ) -> Fetch.Partition {
        guard let (topic, partition) = place(of: position.partition) else {
            return Fetch.Partition(partition: position.partition, error: .unknownTopicOrPartition)
        }
        let read = topics[topic].partitions[partition]
        var answer = Fetch.Partition(
            partition: position.partition, logStartOffset: read.log.startOffset,
            highWatermark: read.log.endOffset, lastStableOffset: read.lastStableOffset)
        do throws(PartitionStore.ReadFailure) {
            answer.batches = try read.batches(
                from: position.offset, maxBytes: maxBytes, isolation)
        } catch {
            switch error {
            case .outOfRange: answer.error = .offsetOutOfRange
            case .storage: answer.error = .kafkaStorageError
            }
        }
        if isolation == .readCommitted, let last = answer.batches.last {
            answer.aborted = read.producers.aborted(in: position.offset..<last.nextOffset)
        }
        return answer
    }
}

extension Partition {
    fileprivate func offset(
        _ spec: ListOffsets.Spec, _ isolation: IsolationLevel
    ) throws(LogFileError) -> Int64 {
        let end = endOffset(isolation)
        return switch spec {
        case .earliest: log.startOffset
        case .latest: end
        case .at(let moment): min(try log.firstOffset(atOrAfter: moment) ?? end, end)
        }
    }
}
