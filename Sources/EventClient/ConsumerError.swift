public import EventBroker

/// What can go wrong at a consumer.
public enum ConsumerError: Error, Hashable, Sendable {
    /// No answer came in time. A commit may have taken effect, or may yet; the caller can't tell.
    case timedOut
    /// This consumer is no longer a member of its group: its partitions belong to others, who go
    /// on from the last commit that succeeded. Kafka's `CommitFailedException`.
    case commitFailed
    /// The group is between two generations. Poll, then see what you own.
    case rebalanceInProgress
    /// Another thread or task called `wakeup`.
    case wokenUp
    case closed
    case notSubscribed
    case noGroup
    case notAssigned(TopicPartition)
    case noOffset(TopicPartition)
    case unknownTopic(String)
    case corruptRecord(TopicPartition)
    case refused(String)

    /// Whether the same call may succeed if it is made again.
    public var isRetriable: Bool {
        switch self {
        case .timedOut, .rebalanceInProgress, .wokenUp: true
        default: false
        }
    }

    /// Whether this consumer is of no further use.
    public var isFatal: Bool { self == .closed }
}

extension ConsumerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The broker did not answer in time. The request may or may not have taken effect."
        case .commitFailed:
            "The commit was refused: this consumer is no longer a member of its group. Poll to join again; the new owners go on from the last commit."
        case .rebalanceInProgress:
            "The group is rebalancing. Poll, then look at what is assigned to you."
        case .wokenUp: "The poll was woken up."
        case .closed: "This consumer is closed. Make a new one."
        case .notSubscribed: "This consumer reads nothing yet. Call subscribe(to:) or assign(_:)."
        case .noGroup: "This consumer has no groupID, so it has no committed offsets."
        case .notAssigned(let partition): "\(partition) is not assigned to this consumer."
        case .noOffset(let partition):
            "\(partition) has no committed offset, and autoOffsetReset is none."
        case .unknownTopic(let topic): "There is no topic \(topic)."
        case .corruptRecord(let partition): "A record batch of \(partition) is damaged."
        case .refused(let reason): "The broker refused: \(reason)."
        }
    }
}
