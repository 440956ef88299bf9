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

extension Command {
    static let topicCreate = Command(
        "topic create", .name, options: [.partitions], summary: "makes a topic",
        examples: [
            Example(line: "topic create orders --partitions 3", meaning: "three logs, one topic")
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        let partitions = try invocation[.partitions].map { word throws(Complaint) in
            try Reading.number(word, in: 1...1_000, what: "number of partitions")
        }
        return try session.perform(
            .createTopic(invocation[.name] ?? "", partitions: partitions ?? 1))
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
            let records = (0..<topic.partitions).reduce(Int64(0)) { sum, partition in
                let partition = TopicPartition(topic.name, partition)
                return sum + session.sandbox.endOffset(of: partition)
                    - session.sandbox.startOffset(of: partition)
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
        "read", .topic, options: [.partition, .from],
        summary: "shows a topic's records without being a consumer: no group, no commit",
        examples: [
            Example(line: "read orders --partition 0 --from 3", meaning: "a part of one log")
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
        let records = (0..<count).filter { only == nil || $0 == only }.flatMap { partition in
            let partition = TopicPartition(topic, partition)
            let start = session.sandbox.startOffset(of: partition)
            return session.sandbox.records(in: partition, from: max(start, Int64(from ?? 0)))
        }
        session.output.write(lines: RecordList(records).lines(for: session.output.capabilities))
        return .success
    }
}
