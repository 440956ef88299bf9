import EventBroker
import EventClient
import EventLog
import Synchronization

/// What the programs of a history have done, as they themselves know it. It is kept outside of their
/// world: no crash takes it away.
final class Chronicle: Sendable {
    private let state = Mutex(Deeds())

    var deeds: Deeds { state.withLock { $0 } }

    func clear() { state.withLock { $0 = Deeds() } }

    /// Names a life: "writer-1#3".
    func begin(_ process: String) -> String {
        state.withLock { deeds in
            deeds.lives += 1
            return "\(process)#\(deeds.lives)"
        }
    }

    func finished(_ process: String) { state.withLock { _ = $0.finished.insert(process) } }

    func sent(_ value: String, by life: String, to partition: TopicPartition) {
        state.withLock {
            $0.sends.append(Deeds.Send(life: life, value: value, partition: partition))
        }
    }

    func acknowledged(_ value: String, _ metadata: RecordMetadata) {
        state.withLock { $0.acknowledged[value] = metadata }
    }

    func failed(_ value: String) { state.withLock { $0.failures.append(value) } }

    /// From here on what the reader is handed may begin anywhere.
    func assigned(to life: String) { state.withLock { $0.assignments[life, default: 0] += 1 } }

    func read(
        _ record: ConsumerRecord, by life: String, at moment: Timestamp,
        isolation: IsolationLevel
    ) {
        state.withLock { deeds in
            let stretch = Deeds.Stretch(
                life: life, assignment: deeds.assignments[life, default: 0],
                partition: record.topicPartition, isolation: isolation)
            deeds.reads[stretch, default: []].append(
                Deeds.Read(offset: record.offset, value: record.text, at: moment))
        }
    }

    func committed(_ record: ConsumerRecord, generation: Int32) {
        let commit = Deeds.Commit(offset: record.offset + 1, generation: generation)
        state.withLock { $0.commits[record.topicPartition, default: []].append(commit) }
    }

    func ended(_ transaction: String, committed: Bool) {
        state.withLock { $0.transactions[transaction] = committed }
    }
}

/// The content of a chronicle.
struct Deeds {
    struct Send {
        var life: String
        var value: String
        var partition: TopicPartition
    }

    /// A partition in a reader's hands, from its assignment on.
    struct Stretch: Hashable {
        var life: String
        var assignment: Int
        var partition: TopicPartition
        var isolation: IsolationLevel
    }

    struct Read {
        var offset: Int64
        var value: String
        var at: Timestamp
    }

    struct Commit {
        var offset: Int64
        var generation: Int32
    }

    var lives = 0
    /// The processes that have done all their work.
    var finished: Set<String> = []
    var sends: [Send] = []
    var acknowledged: [String: RecordMetadata] = [:]
    /// What its producer was told was not acknowledged.
    var failures: [String] = []
    var assignments: [String: Int] = [:]
    var reads: [Stretch: [Read]] = [:]
    /// Those that were acknowledged, in their order.
    var commits: [TopicPartition: [Commit]] = [:]
    /// Whether it was committed; only those whose end the producer knows.
    var transactions: [String: Bool] = [:]
}

extension ConsumerRecord {
    var text: String { String(decoding: value ?? [], as: UTF8.self) }
}
