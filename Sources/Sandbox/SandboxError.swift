/// Why a sandbox can't do what it was asked to.
package enum SandboxError: Error, Hashable, Sendable {
    case unknownTopic(String, known: [String])
    case topicExists(String)
    case invalidTopicName(String)
    case collidingTopicName(String, with: String)
    /// One that only the broker makes and writes to.
    case internalTopic(String)
    case emptyName(String)
    case invalidPartitionCount(Int)
    case noSuchPartition(topic: String, partition: Int, count: Int)
    case unknownMember(String, known: [String])
    case memberExists(String, group: String)
    case otherAssignor(group: String, theirs: String)
    case notRunning(String, MemberCondition)
    case waits(String, for: MemberWait = .group)
    /// It is somebody's code that runs there.
    case worksByItself(String)
    case unanswered(String)
    case notPaused(String)
    case notCrashed(String)
    case severalTopics(member: String)
    case transactionIsOpen(String)
    case noOpenTransaction(String, open: [String])
    case brokerIsStopped
    case brokerIsRunning
    case refused(String)
}

extension SandboxError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownTopic(let name, let known):
            known.isEmpty
                ? "there is no topic \(name); `topic create \(name)` makes it"
                : "there is no topic \(name), only \(known.joined(separator: ", ")); `topic create \(name)` makes it"
        case .topicExists(let name):
            "there is a topic \(name) already; `topic show \(name)` shows it"
        case .invalidTopicName(let name):
            "\(name) is no topic name: use letters, digits, `.`, `_` and `-`, at most 249 of them"
        case .collidingTopicName(let name, let other):
            "\(name) and \(other) differ in nothing but `.` and `_`, which Kafka can't tell apart in the names of its metrics; take another name"
        case .internalTopic(let name):
            "\(name) is the broker's own topic: only it makes it and writes to it; take another one"
        case .emptyName(let what): "\(what) can't be empty; give it a name"
        case .invalidPartitionCount(let count):
            "a topic can't have \(count) partitions; say a number from 1 to 1000, and no smaller than it has"
        case .noSuchPartition(let topic, let partition, let count):
            "\(topic) has no partition \(partition): they are counted from 0 to \(count - 1)"
        case .unknownMember(let name, let known):
            "there is no member \(name)"
                + (known.isEmpty
                    ? "; `join GROUP as \(name) on TOPIC` makes it"
                    : ", only \(known.joined(separator: ", "))")
        case .memberExists(let name, let group):
            "there is a member \(name) already, in the group \(group); take another name"
        case .otherAssignor(let group, let theirs):
            "\(group) shares its partitions out by \(theirs); members need an assignor in common, else the broker refuses them (INCONSISTENT_GROUP_PROTOCOL)"
        case .notRunning(let name, .paused): "\(name) is paused; `resume \(name)` lets it go on"
        case .notRunning(let name, .ended):
            "the code of \(name) is over; `restart \(name)` starts it again"
        case .worksByItself(let name):
            "\(name) runs your code: it polls, commits and seeks by itself"
        case .notRunning(let name, _): "\(name) has crashed; `restart \(name)` starts it again"
        case .waits(let name, .transaction):
            "\(name) is waiting for the end of a transaction that has offsets of its group in it (UNSTABLE_OFFSET_COMMIT), and asks every 100ms whether it is over; `wait 1s` lets it ask"
        case .waits(let name, .broker):
            "\(name) is still waiting for an answer; `wait 30s` ends its patience"
        case .waits(let name, .group):
            "\(name) is waiting for its group, which has to hear from all its members first; `show` says who is missing, and `wait 10s` lets time pass"
        case .unanswered(let name):
            "\(name) is still waiting for an answer; `broker start` starts the broker again"
        case .notPaused(let name): "\(name) is not paused"
        case .notCrashed(let name): "\(name) has not crashed"
        case .severalTopics(let member):
            "\(member) reads several topics; say which, as in `orders:0@5`"
        case .transactionIsOpen(let id):
            "\(id) is in a transaction already; `transaction commit \(id)` or `transaction abort \(id)` ends it"
        case .noOpenTransaction(let id, let open):
            "\(id) has no open transaction"
                + (open.isEmpty
                    ? "; `transaction begin \(id)` opens one"
                    : ", only \(open.joined(separator: ", "))")
        case .brokerIsStopped: "the broker is stopped; `broker start` starts it again"
        case .brokerIsRunning: "the broker is running already"
        case .refused(let reason): reason
        }
    }
}
