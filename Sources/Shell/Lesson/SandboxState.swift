import Course
import EventBroker
import EventClient
import Sandbox

extension Lesson.Try {
    /// What is still to be done; a check without a topic or group to look at is unfulfilled too.
    func unfulfilledChecks(on sandbox: Sandbox) -> [Lesson.Check] {
        let state = SandboxState(sandbox: sandbox)
        return checks.filter { (try? $0.expression.value(in: state)) != .boolean(true) }
    }
}

/// A sandbox as the expressions of a lesson ask about it.
struct SandboxState: ExpressionState {
    let sandbox: Sandbox
    let name = "a sandbox"

    func records(topic: String) throws(ExpressionStateError) -> Int {
        try (0..<partitionCount(topic)).reduce(0) {
            $0 + sandbox.recordCount(of: TopicPartition(topic, $1))
        }
    }

    func records(topic: String, partition: Int) throws(ExpressionStateError) -> Int {
        sandbox.recordCount(of: try known(topic, partition))
    }

    func keyed(topic: String, key: String) throws(ExpressionStateError) -> Int {
        try all(of: topic).count { $0.key == key }
    }

    func saying(topic: String, text: String) throws(ExpressionStateError) -> [Int] {
        try all(of: topic).filter { $0.says(text) }.map { Int($0.offset) }
    }

    func committed(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        let partition = try known(topic, partition)
        return sandbox.committed(try known(group), partition).map(Int.init)
    }

    func position(
        member: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        let partition = try known(topic, partition)
        guard let view = sandbox.memberViews.first(where: { $0.name == member }) else {
            throw .noMember(member)
        }
        return view.position(in: partition).map(Int.init)
    }

    func lag(group: String) throws(ExpressionStateError) -> Int {
        Int(sandbox.lag(of: try known(group)))
    }

    func owner(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> String? {
        let partition = try known(topic, partition)
        let members = sandbox.group(try known(group)).members
        return members.first { $0.partitions.contains(partition) }?.clientID
    }

    func partition(topic: String, key: String) throws(ExpressionStateError) -> Int {
        Partitioner.partition(forKey: Array(key.utf8), partitions: try partitionCount(topic))
    }

    private func all(of topic: String) throws(ExpressionStateError) -> [ConsumerRecord] {
        try (0..<partitionCount(topic)).flatMap {
            sandbox.records(in: TopicPartition(topic, $0), from: 0)
        }
    }

    private func partitionCount(_ topic: String) throws(ExpressionStateError) -> Int {
        guard let count = try? sandbox.partitionCount(of: topic) else { throw .noTopic(topic) }
        return count
    }

    private func known(
        _ topic: String, _ partition: Int
    ) throws(ExpressionStateError) -> TopicPartition {
        guard (0..<(try partitionCount(topic))).contains(partition) else {
            throw .noPartition(partition, topic: topic)
        }
        return TopicPartition(topic, partition)
    }

    private func known(_ group: String) throws(ExpressionStateError) -> String {
        guard sandbox.groupIDs.contains(group) else { throw .noGroup(group) }
        return group
    }
}
