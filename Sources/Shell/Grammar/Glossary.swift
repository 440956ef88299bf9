import Terminal

/// The words that everybody needs here, in the order in which one explains the next.
enum Glossary {
    static let words: [(term: String, meaning: String)] = [
        ("event", "a fact that has happened, told to whoever wants to know: OrderPlaced"),
        (
            "record",
            "how a log keeps an event: a key, a value, a time. It is appended, and never changed"
        ),
        ("topic", "a named stream of records, such as `orders`; it is made of partitions"),
        (
            "partition",
            "one log of a topic. Order holds within a partition, and nowhere else"
        ),
        ("offset", "a record's number in its partition, counted from 0"),
        (
            "key",
            "decides the partition: records with the same key stay in order, one behind the other"
        ),
        (
            "group",
            "consumers that share a topic's partitions: each partition is read by one of them"
        ),
        (
            "position",
            "the offset that a consumer reads next. It is in memory, and dies with the process"
        ),
        (
            "commit",
            "a group's note of where it goes on after a crash. What was read since is read again"
        ),
        (
            "rebalance",
            "the group shares its partitions out anew, because a member came, left or died"
        ),
    ]

    static func lines(for capabilities: Capabilities) -> [StyledText] {
        StyledText("Ten words", .title).wrapped(to: capabilities.width)
            + DefinitionList(items: words).lines(for: capabilities) + [StyledText()]
            + StyledText(
                "`topics` alone is a command: it lists the topics of your sandbox.", .quiet
            ).wrapped(to: capabilities.width)
    }
}
