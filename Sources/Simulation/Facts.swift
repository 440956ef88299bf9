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

/// A record that a process has appended to the log.
package struct PublishedRecord: Sendable {
    package var partition: TopicPartition
    /// Which of the suite's facts it tells.
    package var fact: Int?
}
