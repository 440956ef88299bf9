import EventBroker
import Simulation

extension Violation {
    init(_ behind: GroupProgress) {
        let committed = behind.committed.map(String.init) ?? "nothing"
        self.init(
            of: StalledPartition.subject(behind.groupID, behind.partition),
            "\(behind.partition) ends at \(behind.end), but group \(behind.groupID) has committed \(committed)"
        )
    }

    init(nothingCommittedIn partition: TopicPartition) {
        self.init(
            of: StalledPartition.subject(StalledPartition.noGroup, partition),
            "nothing was ever committed in \(partition)")
    }

    init(_ start: EarlyStart) {
        self.init(
            of: StalledPartition.subject(start.groupID, start.partition),
            "\(start.committed) was committed in \(start.partition), but reading began at \(start.began)"
        )
    }
}
