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

    /// The process that has last asked for records of the partition, if it lives and has polled on
    /// without asking for them.
    var formerReader: String? {
        let lastAsked = evidence.reads.compactMap { life, asked in
            asked[partition].map { (life: life, at: $0) }
        }
        guard let last = lastAsked.max(by: { $0.at < $1.at }), evidence.ends[last.life] == nil,
            evidence.lastFetches[last.life] ?? 0 > last.at
        else { return nil }
        return evidence.processes[last.life]
    }

    /// All processes that live wait for something else than records.
    var nobodyAsks: Bool {
        let living = evidence.processes.keys.filter { evidence.ends[$0] == nil }
        return !living.isEmpty && living.allSatisfy(evidence.waitsForEver)
    }
}

extension Evidence {
    /// Where an order was appended.
    func partition(of orderId: String) -> TopicPartition? {
        records.first { $0.value.contains { $0.name == orderId } }?.key
    }
}
