import EventBroker
import EventLog

/// What the network sees go by, as events of the story.
extension NetworkState {
    mutating func noteAppended(_ produce: Produce, isAgain: Bool) {
        note(
            .appended(
                labels(produce.batch), to: produce.partition,
                offset: endOffset(of: produce.partition) - Int64(produce.batch.recordCount),
                isAgain: isAgain))
    }

    /// What a reader calls the records of a batch: by their keys, or else by their values.
    func labels(_ batch: RecordBatch) -> [String] {
        let records = (try? batch.records()) ?? []
        return records.map { record in
            (record.key ?? record.value).map { String(decoding: $0, as: UTF8.self) } ?? "tombstone"
        }
    }

    func endOffset(of partition: TopicPartition) -> Int64 {
        broker.offset(ListOffsets(partition: partition, spec: .latest)).offset
    }
}
