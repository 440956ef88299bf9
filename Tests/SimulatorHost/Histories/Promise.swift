import EventBroker
import EventClient
import EventLog
import Simulation

/// What a history came to: what the programs know, and what the log holds.
struct Outcome {
    var deeds: Deeds
    var logs: [TopicPartition: LogAccount]
    /// How much went wrong.
    var deviations: Int

    init(_ deeds: Deeds, _ setup: WorldSetup, _ world: World) {
        self.deeds = deeds
        deviations = world.tape.deviations.count
        let partitions = setup.topics.flatMap { topic in
            (0..<topic.partitions).map { TopicPartition(topic.name, $0) }
        }
        logs = Dictionary(
            uniqueKeysWithValues: partitions.map { ($0, LogAccount($0, of: world.broker)) })
    }
}

/// What is promised to the programs.
struct Promise: Sendable {
    var text: String
    /// How it is broken; nil if it is kept.
    var complaint: @Sendable (Outcome) -> String?

    init(_ text: String, _ complaint: @escaping @Sendable (Outcome) -> String?) {
        self.text = text
        self.complaint = complaint
    }
}

// MARK: - What is written

extension Promise {
    static let acknowledgedStays = Promise("What was acknowledged is where it was said to be") {
        outcome in
        outcome.deeds.acknowledged.sorted { $0.key < $1.key }.first { value, metadata in
            let log = outcome.logs[metadata.topicPartition]
            return log?.entries.first { $0.offset == metadata.offset }?.value != value
        }.map { "\($0.key) is not at \($0.value.topicPartition)@\($0.value.offset)" }
    }

    /// A request takes a minute to time out, and there are two minutes.
    static let oneLossIsNoFailure = Promise("A request or an answer that got lost is made up for") {
        outcome in
        outcome.deviations > 1 ? nil : outcome.deeds.failures.first
    }

    static let offsetsHaveNoHoles = Promise("Offsets grow without holes") { outcome in
        outcome.logs.compactMap { partition, log in log.hole.map { "\(partition)@\($0)" } }.first
    }

    static let orderHolds = Promise("What a producer hears acknowledged stands in its order") {
        outcome in
        disorder(in: outcome) { outcome.deeds.acknowledged[$0.value] != nil }
    }

    static let wholeOrderHolds = Promise("All that a producer has written stands in its order") {
        disorder(in: $0) { _ in true }
    }

    static let nothingTwice = Promise("Nothing is written twice") { outcome in
        outcome.logs.compactMap { partition, log in
            repeated(log.entries.map(\.value)).map { "\($0) in \(partition)" }
        }.first
    }

    /// A value may be there again; its first place counts.
    private static func disorder(
        in outcome: Outcome, among isMeant: (Deeds.Send) -> Bool
    ) -> String? {
        var latest: [String: Int64] = [:]
        for send in outcome.deeds.sends where isMeant(send) {
            let log = outcome.logs[send.partition]
            guard let entry = log?.entries.first(where: { $0.value == send.value }) else {
                continue
            }
            let line = "\(send.life) in \(send.partition)"
            if entry.offset <= latest[line, default: -1] { return "\(send.value) comes too early" }
            latest[line] = entry.offset
        }
        return nil
    }

    static func repeated(_ values: [String]) -> String? {
        var seen: Set<String> = []
        return values.first { !seen.insert($0).inserted }
    }
}

// MARK: - What is read

extension Promise {
    static let readsAreWhole = Promise("A reader is handed every record that is for it, in order") {
        outcome in
        for (stretch, reads) in outcome.deeds.reads {
            let visible = outcome.logs[stretch.partition]?.visible(stretch.isolation) ?? []
            let due = visible.drop { $0.offset < reads[0].offset }.prefix(reads.count)
            if due.map(\.offset) != reads.map(\.offset) || due.map(\.value) != reads.map(\.value) {
                return
                    "\(stretch.life) in \(stretch.partition) was handed \(reads.map(\.offset)), due were \(due.map(\.offset))"
            }
        }
        return nil
    }

    static let onlyDecidedIsRead = Promise(
        "A read-committed reader sees no aborted record, and none beyond the last stable offset"
    ) { outcome in
        for (stretch, reads) in outcome.deeds.reads where stretch.isolation == .readCommitted {
            let entries = outcome.logs[stretch.partition]?.entries ?? []
            for read in reads {
                let before = entries.prefix { $0.offset <= read.offset }
                if before.last?.isCommitted == true,
                    before.allSatisfy({ $0.isDecided(by: read.at) })
                {
                    continue
                }
                return
                    "\(stretch.life) has seen \(read.value) at \(stretch.partition)@\(read.offset)"
            }
        }
        return nil
    }

    static func allIsRead(of topic: String, by isolation: IsolationLevel) -> Promise {
        Promise("In the end all of \(topic) has been read") { outcome in
            for (partition, log) in outcome.logs where partition.topic == topic {
                let read = outcome.deeds.reads.filter { $0.key.partition == partition }
                let offsets = Set(read.values.joined().map(\.offset))
                for entry in log.visible(isolation) where !offsets.contains(entry.offset) {
                    return "nobody has read \(entry.value) at \(partition)@\(entry.offset)"
                }
            }
            return nil
        }
    }

    static let commitsAreFenced = Promise(
        "Commits of an older generation do not follow those of a newer one, nor smaller larger ones"
    ) { outcome in
        for (partition, commits) in outcome.deeds.commits {
            for (one, next) in zip(commits, commits.dropFirst())
            where next.generation < one.generation || next.offset < one.offset {
                return
                    "\(partition)@\(next.offset) of generation \(next.generation) follows @\(one.offset) of \(one.generation)"
            }
        }
        return nil
    }
}

// MARK: - Work and transactions

extension Promise {
    static func workIsDone(by processes: [String]) -> Promise {
        Promise("In the end all have done their work") { outcome in
            processes.first { !outcome.deeds.finished.contains($0) }
        }
    }

    /// A transaction's records are those whose values begin with its name and a slash.
    static let transactionsAreWhole = Promise("A transaction is there as a whole, or not at all") {
        outcome in
        let visible = Set(
            outcome.logs.values.flatMap { $0.visible(.readCommitted) }.map(\.value))
        let transactions = Dictionary(grouping: outcome.deeds.sends.map(\.value)) { value in
            value.split(separator: "/").dropLast().joined(separator: "/")
        }
        for (name, values) in transactions {
            let count = values.count { visible.contains($0) }
            switch outcome.deeds.transactions[name] {
            case true? where count < values.count:
                return "\(name) was committed: \(count) are there"
            case false? where count > 0: return "\(name) was aborted: \(count) are there"
            case nil where count > 0 && count < values.count: return "\(name) is there in part"
            default: continue
            }
        }
        return nil
    }

    /// Of each value `from` one topic there is one in the other, for read-committed readers.
    static func effectsAreThereOnce(from input: [String], in topic: String) -> Promise {
        Promise("Each input has its effect in \(topic) exactly once") { outcome in
            let logs = outcome.logs.filter { $0.key.topic == topic }.values
            let effects = logs.flatMap { $0.visible(.readCommitted) }.map(\.value)
            if let twice = repeated(effects) { return "\(twice) is there twice" }
            return input.first { !effects.contains($0) }.map { "\($0) is not there" }
        }
    }
}
