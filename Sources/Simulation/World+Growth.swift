import EventBroker
import EventClient

/// Partitions that come, and those whose records come late.
extension World {
    /// Each topic has one partition more. Clients notice when they next look.
    func growTopics() {
        for topic in broker.metadata(FetchMetadata()).topics where !topic.isInternal {
            let grown = CreatePartitions(name: topic.name, partitions: (topic.partitions ?? 0) + 1)
            broker.handle(
                .createPartitions(grown), id: RequestID(rawValue: -1), now: timestamp)
        }
        if troubles.growths == 0 {
            for index in setup.surroundings.inputAfterGrowth.indices {
                pendingInput += 1
                schedule(.follows(.newInput(index)), at: now + Self.timeToNewInput)
            }
        }
        troubles.growths += 1
        pendingInput += 1
        schedule(.follows(.growthIsNoticed), at: now + Self.metadataAge)
        deliverReplies()
    }

    func noticeGrowth() {
        pendingInput -= 1
        troubles.topicsVersion += 1
        forgetEmptyPolls()
    }

    func appendNewInput(_ index: Int) {
        pendingInput -= 1
        append(setup.surroundings.inputAfterGrowth[index])
    }

    /// Whether one partition's records come late is decided at the beginning.
    func drawArrival() {
        guard case .late(let partition) = draw(.arrival) else { return }
        note(.struck(.late(partition), nil))
        troubles.latePartition = partition
        pendingInput += 1
        schedule(.follows(.partitionArrives), at: Self.partitionDelay)
    }

    func partitionArrives() {
        pendingInput -= 1
        troubles.latePartition = nil
        forgetEmptyPolls()
    }

    /// What is read of a partition that is late: nothing.
    func withoutLatePartition(_ request: History.Request) -> History.Request {
        guard let late = troubles.latePartition, case .broker(.fetch(var fetch)) = request else {
            return request
        }
        fetch.positions.removeAll { $0.partition == late }
        return .broker(.fetch(fetch))
    }

    /// Kafka's `metadata.max.age.ms` is 5 minutes; nobody waits for it here.
    private static let metadataAge = 30 * second
    private static let timeToNewInput = second
    private static let partitionDelay = 10 * second
}
