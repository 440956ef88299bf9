import Sandbox

extension Option {
    static let key = Option(name: "--key", value: "K", summary: "the key of every record")
    static let header = Option(
        name: "--header", value: "N=V", summary: "a header; may be given several times")
    static let event = Option(
        name: "--event", value: "TYPE",
        summary: "one whole event of this type, whose payload is made of NAME=VALUE words")
    static let times = Option(
        name: "--times", value: "N", summary: "N times; {n} in key and value counts them")
    static let idempotent = Option(
        name: "--idempotent",
        summary: "numbered, so that what is sent again is in the log once")
}

extension Option {
    static let tombstone = Option(
        name: "--tombstone",
        summary:
            "no value for this key: a compacted topic forgets the key, and 1d after a cleaning first saw the tombstone that too (delete.retention.ms, which can't be changed here)"
    )
}

extension Command {
    static let produce = Command(
        "produce", .topic, .value.any,
        options: [
            .key, .tombstone, .partition, .header, .event, .times, .idempotent, .transaction,
        ],
        summary: "appends records; K=V is a record V with the key K",
        examples: [
            Example(line: "produce orders order-1=placed order-2=placed", meaning: "two records"),
            Example(
                line: "produce orders --key o-1 --event OrderPlaced orderId=o-1 total=89.99",
                meaning: "an event with id, type, time and payload"),
            Example(
                line: "produce orders --key o-{n} hello --times 100", meaning: "a hundred keys"),
            Example(
                line: "produce prices --key tea --tombstone",
                meaning:
                    "tea has no price any more; `wait 1d` lets compaction take the tombstone too"),
            Example(
                line: "produce orders order-1=placed --idempotent",
                meaning: "after lose answer: sent twice, and in the log once"),
            Example(
                line: "produce orders order-1=paid --transaction t1",
                meaning: "valid when `transaction commit t1` says so"),
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        try session.perform(.produce(try Production.read(invocation)))
    }

    static let loseAnswer = lose(.answer)
    static let loseRequest = lose(.request)

    private static func lose(_ loss: Loss) -> Command {
        Command(
            "lose \(loss.rawValue)",
            summary: loss == .answer
                ? "the next record arrives, and its producer does not hear of it"
                : "the next record never arrives, and its producer does not hear of it",
            section: .sandbox
        ) { _, session throws(Complaint) in try session.perform(.lose(loss)) }
    }
}
