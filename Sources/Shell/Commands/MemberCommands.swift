import EventBroker
import Sandbox

extension Option {
    static let assignor = Option(
        name: "--assignor", value: "NAME",
        summary:
            "how the group shares partitions out: range (topic by topic, the default), roundrobin (in turn), sticky (little moves) or cooperative (and only what moves is given back)",
        choices: Assignor.words)
    static let startAt = Option(
        name: "--from", value: "earliest|latest",
        summary: "where to begin without a commit (earliest)", choices: ["earliest", "latest"])
    static let sessionTimeout = Option(
        name: "--session-timeout", value: "DURATION",
        summary: "how long the broker waits for a sign of life (10s)")
    static let autoCommit = Option(
        name: "--auto-commit", summary: "polls commit by themselves, every 5s")
}

extension Command {
    static let join = Command(
        "join", .group, .literal("as"), .member, .literal("on"), .topic.many,
        options: [.assignor, .startAt, .sessionTimeout, .autoCommit, .isolation],
        summary: "a consumer joins a group",
        examples: [
            Example(line: "join billing as b1 on orders", meaning: "b1 is a member of billing"),
            Example(
                line: "join billing as b1 on orders --assignor cooperative",
                meaning: "b1 goes on reading what it keeps when others come and go"),
            Example(
                line: "join audit as a1 on orders --isolation committed",
                meaning: "a1 sees whole transactions only"),
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        var joining = Joining(
            member: invocation[.member] ?? "", group: invocation[.group] ?? "",
            topics: invocation.words(for: .topic).map(\.text))
        joining.startsAtLatest = try startsAtLatest(invocation[.startAt])
        joining.commitsAutomatically = invocation.has(.autoCommit)
        joining.readsCommitted = try Reading.readsCommitted(invocation[.isolation])
        joining.assignor = try assignor(invocation[.assignor])
        if let word = invocation[.sessionTimeout] {
            joining.sessionTimeoutMilliseconds = try sessionTimeout(word)
        }
        return try session.perform(.join(joining))
    }

    static let poll = Command(
        "poll", .member, .count.optional, summary: "hands a member its next records, at most N",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        let count = try invocation[.count].map { word throws(Complaint) in
            try Reading.number(word, in: 1...1_000_000, what: "number of records")
        }
        return try session.perform(.poll(member: invocation[.member] ?? "", atMost: count))
    }

    static let commit = Command(
        "commit", .member, .place.optional, options: [.transaction],
        summary: "commits what the member has polled, or exactly that next offset",
        examples: [
            Example(
                line: "commit b1 0@5", meaning: "b1's group goes on at offset 5 of partition 0"),
            Example(
                line: "commit b1 --transaction t1",
                meaning: "b1's positions, if and when t1 commits"),
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        let place = try invocation[.place].map { word throws(Complaint) in
            try Reading.place(word)
        }
        return try session.perform(
            .commit(
                member: invocation[.member] ?? "", place, transaction: invocation[.transaction]))
    }

    static let seek = Command(
        "seek", .member, .place, summary: "moves a member's position; nothing is committed",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        let place = try Reading.place(invocation[.place] ?? "")
        return try session.perform(.seek(member: invocation[.member] ?? "", place))
    }

    static let pause = memberCommand("pause", "stops a member in the middle: no heartbeats") {
        .pause(member: $0)
    }
    static let resume = memberCommand("resume", "lets a paused member go on with what it held") {
        .resume(member: $0)
    }
    static let crash = memberCommand("crash", "kills a member, as `kill -9` does") {
        .crash(member: $0)
    }
    static let restart = memberCommand("restart", "starts a crashed member again") {
        .restart(member: $0)
    }
    static let leave = memberCommand("leave", "closes a member: it leaves its group at once") {
        .leave(member: $0)
    }

    private static func memberCommand(
        _ name: String, _ summary: String, _ make: @escaping @Sendable (String) -> SandboxCommand
    ) -> Command {
        Command(name, .member, summary: summary, section: .sandbox) {
            invocation, session throws(Complaint) in
            try session.perform(make(invocation[.member] ?? ""))
        }
    }

    private static func startsAtLatest(_ word: String?) throws(Complaint) -> Bool {
        switch word {
        case nil, "earliest": false
        case "latest": true
        case let word?:
            throw Complaint("\(quoted(word)) is no place to begin; say earliest or latest")
        }
    }

    private static func assignor(_ word: String?) throws(Complaint) -> Assignor {
        guard let word else { return .range }
        guard let assignor = Assignor.allCases.first(where: { $0.word == word }) else {
            throw Complaint(
                "there is no assignor \(quoted(word)); say range, roundrobin, sticky or cooperative"
            )
        }
        return assignor
    }

    /// Kafka's broker takes no shorter and no longer one.
    private static func sessionTimeout(_ word: String) throws(Complaint) -> Int64 {
        let timeout = try Reading.duration(word)
        guard (6_000...1_800_000).contains(timeout) else {
            throw Complaint(
                "a session timeout of \(word) is refused by the broker; say one from 6s to 30m "
                    + "(group.min.session.timeout.ms and its max)")
        }
        return timeout
    }
}

extension Assignor {
    /// As it is typed: Kafka's name, but for the longest one.
    fileprivate var word: String { self == .cooperativeSticky ? "cooperative" : rawValue }

    fileprivate static var words: [String] { allCases.map(\.word) }
}
