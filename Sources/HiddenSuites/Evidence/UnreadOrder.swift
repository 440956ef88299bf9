import EventBroker
import Simulation

/// The evidence about an order that no poll has ever handed out.
struct UnreadOrder {
    let evidence: Evidence
    let partition: TopicPartition

    init?(_ evidence: Evidence) {
        guard let partition = evidence.partition(of: evidence.subject),
            !evidence.handed.contains(where: { $0.orderId == evidence.subject })
        else { return nil }
        self.evidence = evidence
        self.partition = partition
    }

    /// A group without commits began behind what was there.
    var wasBegunBehind: Bool { evidence.partitionsBegunAtEnd.contains(partition) }

    /// Other partitions were read.
    var isInUnreadPartition: Bool {
        let read = Set(evidence.reads.values.flatMap(\.keys))
        return !read.isEmpty && !read.contains(partition)
    }
}

extension Evidence {
    /// Where an order was appended.
    func partition(of orderId: String) -> TopicPartition? {
        records.first { $0.value.contains { $0.name == orderId } }?.key
    }
}
