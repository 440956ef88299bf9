import EventBroker
import EventClient
import Sandbox
import Terminal

/// What happened, as a sentence for a learner.
extension Happening {
    var text: StyledText {
        switch event {
        case .topicCreated(let name, let count), .topicGrown(let name, let count):
            return StyledText("\(name) has \(Self.partitions(of: name, count))")
        case .appended: return lines.joined(separator: StyledText("\n"))
        case .recognised(let labels, let partition):
            return "\(Self.list(labels)) came again: the broker knows the number, "
                + "and \(partition) has it once"
        case .joining(let member, let group): return "\(member) joins \(group)"
        case .assigned(let member, let partitions):
            return partitions.isEmpty
                ? "\(member) gets no partition: the others have them all"
                : "\(member) owns \(Self.list(partitions))"
        case .rebalanced(let member, let kept, let added):
            return Self.rebalanced(member, kept: kept, added: added)
        case .revoked(let member, let partitions):
            return "\(member) gives back \(Self.list(partitions))"
        case .lost(let member, let partitions):
            return StyledText("\(member) has lost \(Self.list(partitions))", .fault)
                + ": its group has gone on without it"
        case .waiting(let member, let wait): return "\(member) waits: \(wait.text)"
        case .polled(let member, let records): return Self.polled(by: member, records)
        case .committed(let member, let group, let offsets):
            return "\(member) commits for \(group): \(Self.list(offsets))"
        case .outOfRange(let outOfRange):
            return "\(outOfRange.place.partition): \(outOfRange.sentence)"
        case .positionOutOfRange(let member, let place):
            return
                "\(member) finds no offset \(place.offset) in \(place.partition), and goes on where "
                + "auto.offset.reset says"
        case .transactionBegun(let id): return "\(id) begins a transaction"
        case .offsetsAdded(let id, let group, let offsets):
            return "if \(id) commits, so does \(group): \(Self.list(offsets))"
        case .transactionEnded(let id, let commits):
            return commits
                ? "\(id) commits: all of it is valid now"
                : "\(id) aborts: its records stay in the log, and committed readers skip them"
        case .moved(let member, let offset):
            return "\(member) reads \(offset.partition) from offset \(offset.offset) next"
        case .failed(let member, let doing, let reason):
            return StyledText("\(member): \(doing) failed. ", .fault) + StyledText(reason)
        case .left(let member, let group): return "\(member) leaves \(group)"
        case .timePassed(let milliseconds): return "\(Self.duration(milliseconds)) later"
        case .reset: return "a new sandbox begins"
        default: return mishap
        }
    }

    /// The same; of records that were sent together each has a line.
    var lines: [StyledText] {
        guard case .appended(let labels, let partition, let offset, let isAgain) = event else {
            return [text]
        }
        let lines = Self.appended(labels, to: partition, from: offset)
        return isAgain
            ? lines.map { $0 + StyledText("  once more: it was there already", .fault) } : lines
    }

    /// What goes wrong, or is made to.
    private var mishap: StyledText {
        switch event {
        case .lostRequest(let labels):
            StyledText("✗ the request with \(Self.list(labels)) is lost", .fault)
                + ": the producer waits for an answer, at most 30s"
        case .lostAnswer(let labels):
            StyledText("✗ the answer for \(Self.list(labels)) is lost", .fault)
                + ": the producer waits for it, at most 30s"
        case .heldBack(let labels, let partition):
            "\(partition) does not take \(Self.list(labels)) yet: a record before it is missing"
        case .noAnswer(let labels):
            "the producer has had no answer for 30s and sends \(Self.list(labels)) again"
        case .waitsItsTurn(let labels, let partition):
            "\(Self.list(labels)) must wait: the producer has had no answer yet for what it sent to "
                + "\(partition) before"
        case .notSent(let labels, let reason):
            StyledText(
                "✗ \(Self.list(labels)) \(labels.count == 1 ? "was" : "were") not acknowledged. ",
                .fault) + StyledText(reason)
        case .willLose(let loss): "the \(loss.rawValue) of the next send will be lost"
        case .paused(let member): StyledText("\(member) is paused", .fault)
        case .resumed(let member): "\(member) goes on with what it held"
        case .crashed(let member): StyledText("✗ \(member) has crashed", .fault)
        case .restarted(let member): "\(member) starts again"
        case .evicted(let member, let group, let isFormer):
            StyledText("\(isFormer ? "the dead " : "")\(member) is out of \(group)", .fault)
                + ": the broker has not heard from it for its session timeout"
        case .transactionTimedOut(let id):
            StyledText("the broker aborts \(id)", .fault)
                + ": it was open for its transaction.timeout.ms, and its producer is fenced"
        case .transactionFailed(let id, let doing, let reason):
            StyledText("\(id): \(doing) failed. ", .fault) + StyledText(reason)
        case .deletedOld(let partition, let offset):
            "\(partition) begins at \(offset) now: what is older than its retention is gone"
        case .compacted(let partition, let count):
            "\(partition) is compacted: \(count) \(count == 1 ? "record" : "records") gone, "
                + "each with a newer one of its key, or a tombstone whose day is over"
        case .brokerStopped: StyledText("✗ the broker is stopped", .fault)
        case .brokerStarted: "the broker is back, with all it had"
        case .unreachable(let client): "\(client) gets no answer: the broker is stopped"
        default: event.liveText
        }
    }

    private static let longestList = 6

    private static func appended(
        _ labels: [String], to partition: TopicPartition, from offset: Int64
    ) -> [StyledText] {
        guard labels.count > longestList else {
            return labels.enumerated().map { index, label in
                StyledText("\(label.shortened) → ")
                    + StyledText("\(partition)@\(offset + Int64(index))", .emphasis)
            }
        }
        let last = offset + Int64(labels.count) - 1
        return [appended(labels.count, to: partition, offset...last)]
    }

    static func appended(
        _ count: Int, to partition: TopicPartition, _ offsets: ClosedRange<Int64>
    ) -> StyledText {
        StyledText("\(count.grouped) \(count == 1 ? "record" : "records") → ")
            + StyledText("\(partition)@\(offsets.lowerBound)…\(offsets.upperBound)", .emphasis)
    }

    private static func rebalanced(
        _ member: String, kept: [TopicPartition], added: [TopicPartition]
    ) -> StyledText {
        switch (kept.isEmpty, added.isEmpty) {
        case (true, true):
            "\(member) owns nothing: each partition has an owner, and one that moves is given back first"
        case (true, false): "\(member) owns \(list(added))"
        case (false, true): "\(member) keeps \(list(kept))"
        case (false, false): "\(member) keeps \(list(kept)) and gets \(list(added))"
        }
    }

    private static func polled(by member: String, _ records: [ConsumerRecord]) -> StyledText {
        guard !records.isEmpty else { return "\(member) polls: nothing new" }
        let shown = records.prefix(longestList).map { record in
            "\(record.label.shortened) (\(record.topicPartition)@\(record.offset))"
        }
        let rest = records.count - shown.count
        return StyledText(
            "\(member) ← \(shown.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : ""))
    }

    private static func list(_ partitions: [TopicPartition]) -> String {
        list(partitions.map(\.description))
    }

    private static func list(_ offsets: [PartitionOffset]) -> String {
        list(offsets.map { "\($0.partition) → \($0.offset)" })
    }

    private static func list(_ words: [String]) -> String {
        let rest = words.count - longestList
        return words.prefix(longestList).map(\.shortened).joined(separator: ", ")
            + (rest > 0 ? " and \(rest) more" : "")
    }

    private static func partitions(of topic: String, _ count: Int) -> String {
        switch count {
        case 1: "1 partition: \(topic)-0"
        case 2: "2 partitions: \(topic)-0 and \(topic)-1"
        default: "\(count) partitions: \(topic)-0 to \(topic)-\(count - 1)"
        }
    }

    /// `500ms`, `10s`, `1m 30s`, `2h`, `7d`
    static func duration(_ milliseconds: Int64) -> String {
        if milliseconds == 0 { return "0s" }
        var rest = milliseconds
        var parts: [String] = []
        for (size, name) in Reading.durationUnits where rest >= size {
            parts.append("\(rest / size)\(name)")
            rest %= size
        }
        return parts.joined(separator: " ")
    }
}

extension MemberWait {
    fileprivate var text: String {
        switch self {
        case .group: "its group has not heard from all its members yet"
        case .transaction:
            "offsets of its group are in a transaction (UNSTABLE_OFFSET_COMMIT), so it asks every "
                + "100ms whether that is over"
        case .broker: "it has had no answer yet"
        }
    }
}

extension ConsumerRecord {
    var label: String { RecordLabel.text(key: keyBytes, value: value) }
}

extension String {
    /// Short enough to stand in a sentence: a record without a key is named by its value.
    fileprivate var shortened: String { count > 32 ? prefix(31) + "…" : self }
}

extension [StyledText] {
    func joined(separator: StyledText) -> StyledText {
        guard let first else { return StyledText() }
        return dropFirst().reduce(first) { $0 + separator + $1 }
    }
}
