import EventBroker
import EventLog
import Synchronization

extension Sandbox {
    func createTopic(
        _ name: String, _ partitions: Int, _ configuration: TopicConfiguration
    ) throws(SandboxError) {
        if TopicPartition.isInternal(topic: name) { throw .internalTopic(name) }
        let request = CreateTopic(
            name: name, partitions: partitions, configuration: configuration)
        switch try ask(.createTopic(request)) {
        case nil: network.note(.topicCreated(name, partitions: partitions))
        case .topicAlreadyExists: throw .topicExists(name)
        case .invalidTopic:
            let namesake = topics.first { Self.unified($0.name) == Self.unified(name) }
            throw namesake.map { .collidingTopicName(name, with: $0.name) }
                ?? .invalidTopicName(name)
        case .invalidPartitions: throw .invalidPartitionCount(partitions)
        case .some(let error): throw .refused("the broker refused: \(error)")
        }
    }

    /// The producer learns of it at once, the members with their next look at the topic.
    func growTopic(_ name: String, _ partitions: Int) throws(SandboxError) {
        if TopicPartition.isInternal(topic: name) { throw .internalTopic(name) }
        _ = try partitionCount(of: name)
        switch try ask(.createPartitions(CreatePartitions(name: name, partitions: partitions))) {
        case nil: network.note(.topicGrown(name, partitions: partitions))
        case .invalidPartitions: throw .invalidPartitionCount(partitions)
        case .some(let error): throw .refused("the broker refused: \(error)")
        }
        refreshProducers()
        grownTopics.insert(name)
        nextMetadataRefresh = nextMetadataRefresh ?? now.advanced(byMilliseconds: Self.metadataAge)
    }

    /// As it stands in the names of Kafka's metrics.
    private static func unified(_ topic: String) -> String { topic.replacing(".", with: "_") }

    /// An administrator's request, which the broker answers at once.
    private func ask(_ request: BrokerRequest) throws(SandboxError) -> ErrorCode? {
        if isBrokerStopped { throw .brokerIsStopped }
        let answer = Mutex<ErrorCode?>(nil)
        let client = administrator
        network.deliver { state in
            state.send(request, from: client) { outcome in
                if case .success(.done(let error)) = outcome { answer.withLock { $0 = error } }
            }
        }
        return answer.withLock { $0 }
    }

    /// `metadata.max.age.ms`: how long a client may not notice that a topic has grown.
    private static let metadataAge: Int64 = 300_000

    func stopBroker() throws(SandboxError) {
        if isBrokerStopped { throw .brokerIsStopped }
        network.with { $0.stop() }
        network.note(.brokerStopped)
    }

    /// Its log, groups and commits are what they were.
    func startBroker() throws(SandboxError) {
        guard isBrokerStopped else { throw .brokerIsRunning }
        network.note(.brokerStarted)
        network.deliver { $0.restart() }
    }

    func lose(_ loss: Loss) {
        network.with { $0.loss = loss }
        network.note(.willLose(loss))
    }
}
