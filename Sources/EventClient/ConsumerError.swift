public import EventBroker

/// What can go wrong at a consumer.
public enum ConsumerError: Error, Hashable, Sendable {
    /// No answer came in time. A commit may have taken effect, or may yet; the caller can't tell.
    case timedOut
    /// This consumer is not, or no longer, a member of its group: its partitions belong to others,
    /// who go on from the last commit that succeeded. Kafka's `CommitFailedException`.
    case commitFailed
    /// The group is between two generations. Poll, then see what you own.
    case rebalanceInProgress
    /// Another consumer has joined with this `groupInstanceID`, and has this one's partitions.
    case fencedInstance(String)
    /// Another task called `wakeup`.
    case wokenUp
    case closed
    case notSubscribed
    /// A consumer either shares its group's topics or reads the partitions it was told to.
    case mixedSubscription
    case noGroup
    case notAssigned(TopicPartition)
    /// Nothing is committed, or the log has no such offset any more, and `autoOffsetReset` is none.
    case noOffset(TopicPartition)
    case negativeOffset(TopicPartition, Int64)
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
    public var isFatal: Bool {
        switch self {
        case .closed, .fencedInstance: true
        default: false
        }
    }
}

extension ConsumerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The broker did not answer in time. The request may or may not have taken effect: make it again if that does no harm."
        case .commitFailed:
            "The commit was refused: this consumer is not a member of its group, or no longer. Poll, which joins; the partitions' owners go on from the last commit that succeeded."
        case .rebalanceInProgress:
            "The group is rebalancing. Poll, then look at what is assigned to you."
        case .fencedInstance(let id):
            "Another consumer has joined the group as \(id) and has this one's partitions. Close this one, and give each process a groupInstanceID of its own."
        case .wokenUp: "The poll was woken up. Poll again to go on, or close the consumer."
        case .closed: "This consumer is closed. Make a new one."
        case .notSubscribed: "This consumer reads nothing yet. Call subscribe(to:) or assign(_:)."
        case .mixedSubscription:
            "subscribe(to:) and assign(_:) exclude each other. Call unsubscribe() in between."
        case .noGroup:
            "This consumer has no groupID, so it can't share topics or commit. Give it one in its options, or use assign(_:)."
        case .notAssigned(let partition):
            "\(partition) is not assigned to this consumer. Poll until it is in assignment, or assign it."
        case .noOffset(let partition):
            "\(partition) has no committed offset that its log still has, and autoOffsetReset is none. Seek to an offset, or choose earliest or latest."
        case .negativeOffset(let partition, let offset):
            "\(offset) is no offset of \(partition). Offsets begin at 0."
        case .unknownTopic(let topic):
            "There is no topic \(topic), or not that partition of it. Check the name, or create the topic."
        case .corruptRecord(let partition):
            "A record batch of \(partition) is damaged. Seek past it, or restore the log."
        case .refused(let reason): "The broker refused: \(reason)."
        }
    }
}
