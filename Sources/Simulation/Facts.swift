package import EventBroker
package import EventLog

/// The facts that a suite's processes are to publish, and how a record is known to tell one.
package struct Facts: Sendable {
    /// What a story calls each: "order-1 paid".
    package var names: [String]
    /// Which of them a record tells, by its place in `names`; nil for none.
    package var index: @Sendable (Record) -> Int?

    package init(names: [String], index: @escaping @Sendable (Record) -> Int?) {
        self.names = names
        self.index = index
    }
}

/// What the processes have appended to the log.
package struct Publications: Hashable, Sendable {
    /// A fact in a partition, by its place among the suite's.
    package struct Appearance: Hashable, Sendable {
        package let fact: Int
        package let partition: TopicPartition
    }

    /// Each fact once in each partition, in the order in which they first appeared.
    package private(set) var firstAppearances: [Appearance] = []
    /// How many records there are, duplicates and what tells no fact included.
    package private(set) var counts: [TopicPartition: Int] = [:]
    private var known: Set<Appearance> = []

    /// Whether it is news.
    mutating func append(_ fact: Int?, to partition: TopicPartition) -> Bool {
        counts[partition, default: 0] += 1
        guard let fact else { return false }
        let appearance = Appearance(fact: fact, partition: partition)
        guard known.insert(appearance).inserted else { return false }
        firstAppearances.append(appearance)
        return true
    }
}
