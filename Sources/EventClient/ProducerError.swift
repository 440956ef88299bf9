public import EventBroker

/// What can go wrong at a producer.
public enum ProducerError: Error, Hashable, Sendable {
    /// No acknowledgement within the delivery timeout. The record may be in the log, or not.
    case timedOut
    /// No room came free within `maxBlock`: the broker takes less than the application sends.
    case bufferFull
    case unknownTopic(String)
    case noSuchPartition(TopicPartition)
    case closed
    /// Another producer has begun with this transactional id, or the transaction has timed out:
    /// Kafka's `ProducerFencedException`.
    case fenced
    /// The transaction can't be committed any more.
    case transactionFailed(String)
    /// The record was never sent, since its transaction was aborted before.
    case aborted
    /// The group has gone on without this consumer: Kafka's `CommitFailedException`.
    case commitFailed
    /// A call that makes no sense at this moment of a transaction, or without one.
    case outOfTurn(String)
    /// Options that exclude each other: Kafka's `ConfigException`.
    case conflictingOptions(String)
    case refused(String)

    /// Whether the same call may succeed if it is made again.
    public var isRetriable: Bool { self == .timedOut || self == .bufferFull }

    /// Whether this producer is of no further use.
    public var isFatal: Bool {
        switch self {
        case .closed, .fenced, .conflictingOptions: true
        default: false
        }
    }

    /// Whether the transaction is to be aborted, after which another may begin.
    public var isAbortable: Bool {
        switch self {
        case .transactionFailed, .commitFailed: true
        default: false
        }
    }
}

extension ProducerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The broker did not acknowledge in time. The record may or may not be in the log: sending it again may put it there twice."
        case .bufferFull:
            "The producer's buffer stayed full for maxBlock, and the record was not taken. Send more slowly, or give the buffer more memory."
        case .unknownTopic(let topic):
            "There is no topic \(topic). Check the name, or create the topic."
        case .noSuchPartition(let partition):
            "There is no partition \(partition). Leave it out, and the key chooses one."
        case .closed: "This producer is closed. Make a new one."
        case .fenced:
            "Another producer with the same transactionalID has taken over, or the transaction took longer than its timeout. Close this producer."
        case .transactionFailed(let reason):
            "The transaction can't be committed: \(reason) Abort it, then begin another."
        case .aborted: "The record was not sent, since its transaction was aborted."
        case .commitFailed:
            "The offsets were refused: the consumer is not a member of its group, or no longer. Abort the transaction, then poll; the partitions' owners go on from the last commit."
        case .outOfTurn(let advice): advice
        case .conflictingOptions(let advice): advice
        case .refused(let reason): "The broker refused: \(reason)."
        }
    }
}
