package import EventBroker
import EventClient
package import EventLog

/// Something to do in a sandbox, as a value: a sandbox is the sum of its commands, so a list of
/// them makes a copy, a script, or a lesson's broker.
package enum SandboxCommand: Hashable, Sendable {
    case createTopic(String, partitions: Int, TopicConfiguration = TopicConfiguration())
    case growTopic(String, partitions: Int)
    case produce([Production])
    case join(Joining)
    case poll(member: String, atMost: Int?)
    /// Without offsets, the member's positions; in a transaction they count when it is committed.
    case commit(member: String, Place?, transaction: String? = nil)
    case beginTransaction(String)
    case endTransaction(String, commits: Bool)
    case seek(member: String, Place)
    case pause(member: String)
    case resume(member: String)
    case crash(member: String)
    case restart(member: String)
    case leave(member: String)
    case stopBroker
    case startBroker
    case lose(Loss)
    case wait(milliseconds: Int64)
}

/// A record to be.
package struct Production: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case value([UInt8])
        /// No value: what was there under its key is to be forgotten.
        case tombstone
        /// A whole event: the sandbox gives it an id and the time.
        case event(type: String, fields: [Field])
    }

    package struct Field: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var topic: String
    package var partition: Int?
    package var key: String?
    package var headers: [Header] = []
    package var content: Content
    /// Whether it goes out numbered, so that a batch which is sent again is known by the broker.
    package var isIdempotent = false
    /// The open transaction that it is a part of.
    package var transaction: String?

    package init(topic: String, key: String? = nil, content: Content) {
        self.topic = topic
        self.key = key
        self.content = content
    }
}

/// A member to be.
package struct Joining: Hashable, Sendable {
    package var member: String
    package var group: String
    package var topics: [String]
    package var startsAtLatest = false
    package var commitsAutomatically = false
    package var readsCommitted = false
    package var assignor = Assignor.range
    package var sessionTimeoutMilliseconds: Int64 = 10_000

    package init(member: String, group: String, topics: [String]) {
        self.member = member
        self.group = group
        self.topics = topics
    }
}

/// An offset in one partition; the topic may be left out where there is only one.
package struct Place: Hashable, Sendable {
    package var topic: String?
    package var partition: Int
    package var offset: Int64

    package init(topic: String? = nil, partition: Int, offset: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}
