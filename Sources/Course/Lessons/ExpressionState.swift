/// What an expression asks about: a sandbox's broker, or a play when it is over.
///
/// Where nothing is there yet (no commit, no owner), the answer is nil; where the topic, group or
/// member itself is missing, the error says which.
package protocol ExpressionState {
    /// "a play": where a question that is not answered here has no meaning.
    var name: String { get }
    /// Records that a reader from the start would get, of all partitions.
    func records(topic: String) throws(ExpressionStateError) -> Int
    func records(topic: String, partition: Int) throws(ExpressionStateError) -> Int
    /// How many of a topic's records have this key.
    func keyed(topic: String, key: String) throws(ExpressionStateError) -> Int
    /// The offsets of the records whose value is this text, or an event that has it in a field; by
    /// partition, and in each as they came.
    func saying(topic: String, text: String) throws(ExpressionStateError) -> [Int]
    /// The committed offset: the next record that the group would read after a restart.
    func committed(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int?
    /// The offset that the member's next poll starts from; nil if it doesn't own the partition.
    func position(
        member: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int?
    /// Records that the group has not committed yet, of all its partitions.
    func lag(group: String) throws(ExpressionStateError) -> Int
    /// The name of the member that the partition is assigned to.
    func owner(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> String?
    /// The partition that a record with this key goes to.
    func partition(topic: String, key: String) throws(ExpressionStateError) -> Int
    /// How often a call such as `gateway.charge` took effect, with this subject if there is one.
    func count(call: String, subject: String?) throws(ExpressionStateError) -> Int
}

extension ExpressionState {
    package func records(topic: String) throws(ExpressionStateError) -> Int {
        try unknown("records")
    }

    package func records(topic: String, partition: Int) throws(ExpressionStateError) -> Int {
        try unknown("records")
    }

    package func keyed(topic: String, key: String) throws(ExpressionStateError) -> Int {
        try unknown("keyed")
    }

    package func saying(topic: String, text: String) throws(ExpressionStateError) -> [Int] {
        try unknown("saying")
    }

    package func committed(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        try unknown("committed")
    }

    package func position(
        member: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        try unknown("position")
    }

    package func lag(group: String) throws(ExpressionStateError) -> Int { try unknown("lag") }

    package func owner(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> String? {
        try unknown("owner")
    }

    package func partition(topic: String, key: String) throws(ExpressionStateError) -> Int {
        try unknown("partition")
    }

    package func count(call: String, subject: String?) throws(ExpressionStateError) -> Int {
        try unknown("count")
    }

    private func unknown<Value>(_ function: String) throws(ExpressionStateError) -> Value {
        throw .notKnownHere(function: function, where: name)
    }
}

/// Why an expression has no value here.
package enum ExpressionStateError: Error, Hashable, Sendable {
    case noTopic(String)
    case noPartition(Int, topic: String)
    case noGroup(String)
    case noMember(String)
    /// In a sandbox nothing counts calls, in a play nobody owns a member's name, and so on.
    case notKnownHere(function: String, where: String)
}

extension ExpressionStateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noTopic(let topic): "there is no topic `\(topic)`"
        case .noPartition(let partition, let topic):
            "topic `\(topic)` has no partition \(partition)"
        case .noGroup(let group): "there is no group `\(group)`"
        case .noMember(let member): "there is no member `\(member)`"
        case .notKnownHere(let function, let place): "`\(function)` has no meaning in \(place)"
        }
    }
}
