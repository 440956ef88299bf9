import EventLog

extension Topics {
    /// Appends a batch, which is sound by its making: `RecordBatch` has checked its CRC.
    ///
    /// One that its producer has sent before is acknowledged with the offset that it got then.
    mutating func produce(_ request: Produce, now: Timestamp) -> Produce.Response {
        guard let (topic, partition) = place(of: request.partition) else {
            return Produce.Response(error: .unknownTopicOrPartition)
        }
        if let error = topics[topic].refusal(of: request.batch, options: options) {
            return Produce.Response(error: error)
        }
        guard !topics[topic].partitions[partition].log.missesKey(in: request.batch) else {
            return Produce.Response(error: .invalidRecord)
        }
        let appendsTime = topics[topic].configuration.timestampType == .appendTime
        if let known = topics[topic].partitions[partition].producers.duplicate(of: request.batch) {
            return Produce.Response(
                baseOffset: known.baseOffset, appendTime: appendsTime ? known.timestamp : nil)
        }
        if let error = topics[topic].partitions[partition].producers.refusal(of: request.batch) {
            return Produce.Response(error: error)
        }
        guard hasRoom(for: request.batch) else {
            return Produce.Response(error: .kafkaStorageError)
        }
        var batch = request.batch
        if appendsTime { batch.setAppendTime(now) }
        expireProducers(before: batch, topic, partition, now: now)
        guard let baseOffset = append(batch, topic, partition) else {
            return Produce.Response(error: .kafkaStorageError)
        }
        return Produce.Response(baseOffset: baseOffset, appendTime: appendsTime ? now : nil)
    }

    /// Writes how a transaction has ended. A marker is never refused.
    mutating func mark(
        _ marker: TransactionMarker, of producer: ProducerIdentity, in partition: TopicPartition,
        now: Timestamp
    ) {
        guard let (topic, partition) = place(of: partition) else { return }
        append(RecordBatch(marker, of: producer, at: now), topic, partition)
    }

    /// Writes to a topic of the broker's own, of one partition, and makes it if there is none.
    mutating func appendInternal(_ batch: RecordBatch, to name: String) {
        if index(of: name) == nil {
            let configuration = TopicConfiguration.ofInternalTopics
            guard let partitions = newPartitions(0..<1, of: name, configuration) else { return }
            topics.append(
                Topic(name: name, partitions: partitions, configuration: configuration))
        }
        guard let (topic, partition) = place(of: TopicPartition(name, 0)) else { return }
        append(batch, topic, partition)
    }

    /// Moves the start of a partition's log.
    mutating func deleteRecords(_ request: DeleteRecords) -> DeleteRecords.Response {
        guard let (topic, partition) = place(of: request.partition) else {
            return DeleteRecords.Response(error: .unknownTopicOrPartition)
        }
        let log = topics[topic].partitions[partition].log
        let offset = request.offset == -1 ? log.endOffset : request.offset
        guard offset >= 0, offset <= log.endOffset else {
            return DeleteRecords.Response(error: .offsetOutOfRange)
        }
        do {
            try topics[topic].partitions[partition].deleteRecords(before: offset)
        } catch {
            return DeleteRecords.Response(error: .kafkaStorageError)
        }
        countBytes()
        return DeleteRecords.Response(
            logStartOffset: topics[topic].partitions[partition].log.startOffset)
    }

    /// Nil if the disk refuses.
    @discardableResult
    private mutating func append(_ batch: RecordBatch, _ topic: Int, _ partition: Int) -> Int64? {
        do throws(LogFileError) {
            let offset = try topics[topic].partitions[partition].append(batch)
            if storage == nil { keptBytes += batch.bytes.count }
            return offset
        } catch {
            isRefused = true
            return nil
        }
    }

    private func hasRoom(for batch: RecordBatch) -> Bool {
        guard let limit = options.maxLogBytes else { return true }
        return keptBytes + batch.bytes.count <= limit
    }

    /// When a new producer comes is early enough: without new ones their number doesn't grow.
    private mutating func expireProducers(
        before batch: RecordBatch, _ topic: Int, _ partition: Int, now: Timestamp
    ) {
        guard let producer = batch.producer,
            !topics[topic].partitions[partition].producers.knows(producer.id)
        else { return }
        topics[topic].partitions[partition].expireProducers(
            olderThan: now.advanced(byMilliseconds: -options.producerIDExpirationMilliseconds))
    }
}

extension Topic {
    /// Why the topic can't take a batch, whoever sends it (`LogValidator.java`).
    fileprivate func refusal(of batch: RecordBatch, options: Broker.Options) -> ErrorCode? {
        if isInternal { return .invalidTopic }
        let limit = configuration.maxMessageBytes ?? options.maxBatchBytes
        if batch.bytes.count > limit { return .messageTooLarge }
        if batch.isControl { return .invalidRecord }
        if let producer = batch.producer {
            if producer.epoch < 0 || batch.baseSequence < 0 { return .invalidRecord }
        } else if batch.isTransactional {
            return .invalidRecord
        }
        return nil
    }
}
