package import EventBroker
import EventLog

/// A record on its way: buffered, perhaps sent, not yet acknowledged.
public struct PendingRecord: Sendable {
    let batch: PendingBatch
    /// Among all that were ever put into the batch.
    let index: Int
    let timestamp: Timestamp

    package var partition: TopicPartition { batch.partition }

    /// Whether it was on its way to the broker before its outcome was known, for which this waits:
    /// if not, it isn't in the log.
    package var wasSent: Bool {
        get async { await batch.part(with: index).wasSent }
    }

    /// Waits for the acknowledgement.
    ///
    /// - Throws: `ProducerError.timedOut` if the outcome is unknown, or why it was refused.
    public var metadata: RecordMetadata {
        get async throws {
            let part = await batch.part(with: index)
            let answer = try part.outcome.get()
            // An offset of -1 is none: nobody waited for it.
            let offset =
                answer.baseOffset < 0
                ? -1 : answer.baseOffset + Int64(index - part.records.lowerBound)
            return RecordMetadata(
                topicPartition: batch.partition, offset: offset,
                timestamp: answer.appendTime ?? timestamp)
        }
    }
}
