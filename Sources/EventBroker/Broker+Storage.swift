package import EventLog

extension Broker {
    /// Whether an answer must wait for the disk. Its owner may let more requests come before it
    /// calls `takeReplies`, which waits for all of them at once (group commit).
    package var owesFlush: Bool { topics.storage?.owesFlush ?? false }

    /// Makes what was appended outlast a power cut, as far as it must. What the disk refuses was not
    /// acknowledged: the answers say so.
    mutating func flush() {
        if let storage = topics.storage, storage.owesFlush {
            _ = topics.notingRefusal { try storage.flush() }
        }
        guard topics.takeRefusal() else { return }
        for index in replies.indices { replies[index].refuse() }
    }

    /// What `flushAsDue` and the retention of old records have to do by now.
    mutating func tickStorage(now: Timestamp) {
        if let storage = topics.storage {
            _ = topics.notingRefusal { try storage.flushAsDue(now: now) }
        }
        guard let due = nextCleaning, due <= now else { return }
        topics.clean(now: now)
        nextCleaning = topics.options.cleaningIntervalMilliseconds.map {
            now.advanced(byMilliseconds: $0)
        }
    }

    /// Writes down what becomes of a topic, where such things are kept.
    mutating func writeDown(_ entry: TopicEntry, now: Timestamp) {
        guard topics.options.keepsInternalTopics else { return }
        topics.appendInternal(RecordBatch([entry.record(at: now)]), to: TopicEntry.topic)
    }

    /// Flushes everything at the end of a broker's life.
    package func close() throws(LogFileError) {
        try topics.storage?.close()
    }
}

extension Broker.Reply {
    /// Says of a request that was to write that the disk has refused.
    fileprivate mutating func refuse() {
        switch response {
        case .produce(let answer) where answer.error == nil:
            response = .produce(Produce.Response(error: .kafkaStorageError))
        case .done(nil): response = .done(.kafkaStorageError)
        default: break
        }
    }
}

extension Topics {
    fileprivate mutating func clean(now: Timestamp) {
        for topic in topics.indices {
            let lag = topics[topic].configuration.minCompactionLag.inMilliseconds
            for partition in topics[topic].partitions.indices {
                do throws(LogFileError) {
                    try topics[topic].partitions[partition].clean(now: now, lag: lag)
                } catch {
                    isRefused = true
                }
            }
        }
        countBytes()
    }
}
