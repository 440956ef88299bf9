package import EventBroker
package import EventClient
package import EventLog
package import Eventlings

/// Something that happened in a sandbox, and when.
package struct Happening: Hashable, Sendable {
    package let at: Timestamp
    package let event: SandboxEvent

    /// Milliseconds since the sandbox began.
    package var elapsed: Int64 { at.milliseconds - Sandbox.start.milliseconds }
}

/// A fact that a learner can see. Records are named by their keys, or else by their values.
package enum SandboxEvent: Hashable, Sendable {
    case topicCreated(String, partitions: Int)
    case topicGrown(String, partitions: Int)
    /// `isAgain` where the same batch was sent before and its sender got no answer.
    case appended([String], to: TopicPartition, offset: Int64, isAgain: Bool)
    /// The broker knows the batch by its numbers, and has acknowledged it with its first offset.
    case recognised([String], in: TopicPartition)
    /// The broker takes the producer's batches in the order of their numbers, and one is missing.
    case heldBack([String], from: TopicPartition)
    case lostRequest([String])
    case lostAnswer([String])
    /// The producer's patience is over: it sends the batch again.
    case noAnswer([String])
    case notSent([String], reason: String)
    /// They are not on their way yet: what was sent to the partition before has had no answer.
    case waitsItsTurn([String], to: TopicPartition)
    case willLose(Loss)
    case joining(member: String, group: String)
    case assigned(member: String, [TopicPartition])
    /// The end of a cooperative rebalance: what the member goes on reading, and what has come to it.
    case rebalanced(member: String, kept: [TopicPartition], added: [TopicPartition])
    case revoked(member: String, [TopicPartition])
    case lost(member: String, [TopicPartition])
    case waiting(member: String, for: MemberWait = .group)
    case polled(member: String, [ConsumerRecord])
    case committed(member: String, group: String, [PartitionOffset])
    /// Somebody has committed it, or is to read there.
    case outOfRange(OutOfRange)
    /// The member has asked for records there, and its `auto.offset.reset` moves it.
    case positionOutOfRange(member: String, PartitionOffset)
    case transactionBegun(String)
    /// Offsets that count for the group when the transaction is committed.
    case offsetsAdded(to: String, group: String, [PartitionOffset])
    case transactionEnded(String, commits: Bool)
    /// It was open for its `transaction.timeout.ms`: the broker has aborted it.
    case transactionTimedOut(String)
    case transactionFailed(String, doing: String, reason: String)
    /// What was older than the topic's retention is gone; the log begins at this offset now.
    case deletedOld(in: TopicPartition, before: Int64)
    /// So many records are gone: there are newer ones of their keys.
    case compacted(TopicPartition, gone: Int)
    case moved(member: String, PartitionOffset)
    /// What the member was asked to do, and why it could not.
    case failed(member: String, doing: String, reason: String)
    case paused(member: String)
    case resumed(member: String)
    case crashed(member: String)
    case restarted(member: String)
    case left(member: String, group: String)
    /// The coordinator has heard nothing from the member for its session timeout. `isFormer` where
    /// one of that name has begun since.
    case evicted(member: String, group: String, isFormer: Bool = false)
    /// Somebody's code runs as this member.
    case runs(member: String)
    case printed(member: String, String)
    /// A call of a service, and whether it has changed anything there.
    case served(member: String, ServiceRequest, changed: Bool)
    /// Its code has not polled for its `max.poll.interval.ms`.
    case didNotPoll(member: String, group: String)
    case askedToStop(member: String)
    /// Its code is over, as it was asked to be.
    case stopped(member: String)
    case ended(member: String, LiveEnd)
    case brokerStopped
    case brokerStarted
    case unreachable(String)
    case timePassed(milliseconds: Int64)
    case reset
}

/// How the code of a live member came to its end unasked.
package enum LiveEnd: Hashable, Sendable {
    case returned
    case threw(String)
    case died(String)
    /// It never came to rest, and was ended.
    case restless
}
