import EventBroker
import EventLog

/// What the network sees go by, as events of the story.
extension NetworkState {
    /// `end` is where the partition ended before the broker had the batch.
    mutating func noteProduced(_ produce: Produce, isAgain: Bool, since end: Int64) {
        if produce.batch.producer != nil, endOffset(of: produce.partition) == end {
            let labels = labels(produce.batch)
            note(
                isAgain
                    ? .recognised(labels, in: produce.partition)
                    : .heldBack(labels, from: produce.partition))
            return
        }
        note(
            .appended(
                labels(produce.batch), to: produce.partition,
                offset: endOffset(of: produce.partition) - Int64(produce.batch.recordCount),
                isAgain: isAgain))
    }

    func labels(_ batch: RecordBatch) -> [String] {
        ((try? batch.records()) ?? []).map { RecordLabel.text(key: $0.key, value: $0.value) }
    }

    /// The records that are there to be read. A batch says how many it has; none is decoded.
    func recordCount(of partition: TopicPartition) -> Int {
        broker.batches(in: partition, from: startOffset(of: partition)).joined()
            .reduce(0) { $1.isControl ? $0 : $0 + $1.recordCount }
    }

    func startOffset(of partition: TopicPartition) -> Int64 {
        broker.offset(ListOffsets(partition: partition, spec: .earliest)).offset
    }

    func endOffset(of partition: TopicPartition) -> Int64 {
        broker.offset(ListOffsets(partition: partition, spec: .latest)).offset
    }
}
