import EventBroker
import Sandbox
import Terminal

extension Option {
    static let partitions = Option(
        name: "--partitions", value: "N", summary: "so many partitions instead of 1")
    static let partition = Option(name: "--partition", value: "P", summary: "this partition")
    static let from = Option(
        name: "--from", value: "OFFSET", summary: "from this offset on, instead of the first")
}

extension Option {
    static let retention = Option(
        name: "--retention", value: "DURATION",
        summary: "records older than this go (7 days); the broker looks every 5m")
    static let compact = Option(
        name: "--compact",
        summary:
            "of each key the last record stays; the broker looks every 5m, and leaves the newest segment alone"
    )
    static let segment = Option(
        name: "--segment", value: "DURATION",
        summary: "a record this much younger than a segment's first begins another one (7 days)")
}

extension Command {
    static let topicCreate = Command(
        "topic create", .name, options: [.partitions, .retention, .compact, .segment],
        summary: "makes a topic",
        examples: [
            Example(line: "topic create orders --partitions 3", meaning: "three logs, one topic"),
            Example(
                line: "topic create prices --compact --segment 1m",
                meaning: "the last price of everything; `wait 5m` compacts full segments"),
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        let partitions = try invocation[.partitions].map { word throws(Complaint) in
            try Reading.number(word, in: 1...1_000, what: "number of partitions")
        }
        return try session.perform(
            .createTopic(
                invocation[.name] ?? "", partitions: partitions ?? 1, configuration(invocation)))
    }

    private static func configuration(
        _ invocation: Invocation
    ) throws(Complaint) -> TopicConfiguration {
        var configuration = TopicConfiguration()
        if invocation.has(.compact) { configuration.cleanupPolicy = .compact }
        if let word = invocation[.retention] {
            configuration.retention = .milliseconds(try duration(word))
            if invocation.has(.compact) { configuration.cleanupPolicy = .compactAndDelete }
        }
        if let word = invocation[.segment] {
            configuration.segment = .milliseconds(try duration(word))
        }
        return configuration
    }

    private static func duration(_ word: String) throws(Complaint) -> Int64 {
        let duration = try Reading.duration(word)
        guard duration > 0 else { throw Complaint("\(quoted(word)) is too short; say 1s or more") }
        return duration
    }

    static let topicGrow = Command(
        "topic grow", .topic, .count, summary: "gives a topic more partitions: N in all",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        let count = try Reading.number(
            invocation[.count] ?? "", in: 1...1_000, what: "number of partitions")
        return try session.perform(.growTopic(invocation[.topic] ?? "", partitions: count))
    }

    static let topicShow = Command(
        "topic show", .topic, summary: "draws one topic, as `show` draws all", section: .sandbox
    ) { invocation, session throws(Complaint) in
        let topic = invocation[.topic] ?? ""
        let count = try session.catchingSandbox { () throws(SandboxError) in
            try session.sandbox.partitionCount(of: topic)
        }
        let picture = SandboxPicture(session.sandbox)
        session.output.write(
            lines: picture.lines(ofTopic: topic, partitions: count, session.output.capabilities))
        return .success
    }

    static let topics = Command("topics", summary: "lists the topics", section: .sandbox) {
        _, session throws(Complaint) in
        let topics = session.sandbox.topics
        guard !topics.isEmpty else {
            session.output.write("There are no topics yet. `topic create orders` makes one.")
            return .success
        }
        let rows = topics.map { topic in
            let records = (0..<topic.partitions).reduce(0) { sum, partition in
                sum + session.sandbox.recordCount(of: TopicPartition(topic.name, partition))
            }
            return [StyledText(topic.name), "\(topic.partitions)", "\(records)"]
        }
        let table = Table(
            [.init("topic"), .init("partitions", right: true), .init("records", right: true)],
            rows: rows)
        session.output.write(lines: table.lines(for: session.output.capabilities))
        return .success
    }

    static let read = Command(
        "read", .topic, options: [.partition, .from, .isolation],
        summary: "shows a topic's records without being a consumer: no group, no commit",
        examples: [
            Example(
                line: "read orders --partition 0 --from 3",
                meaning: "a part of one log; of more than 20 records the first 10 and the last")
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        let topic = invocation[.topic] ?? ""
        let count = try session.catchingSandbox { () throws(SandboxError) in
            try session.sandbox.partitionCount(of: topic)
        }
        let only = try invocation[.partition].map { word throws(Complaint) in
            try Reading.number(word, in: 0...(count - 1), what: "partition of \(topic)")
        }
        let from = try invocation[.from].map { word throws(Complaint) in
            try Reading.number(word, in: 0...Int.max, what: "offset")
        }
        let onlyCommitted = try Reading.readsCommitted(invocation[.isolation])
        let partitions = (0..<count).filter { only == nil || $0 == only }
            .map { TopicPartition(topic, $0) }
        let shown = partitions.map { partition in
            let start = session.sandbox.startOffset(of: partition)
            return session.sandbox.entries(in: partition, from: max(start, Int64(from ?? 0)))
                .filter { !onlyCommitted || $0.standing == .seen }
        }
        session.output.write(lines: RecordList(shown).lines(for: session.output.capabilities))
        return .success
    }
}
