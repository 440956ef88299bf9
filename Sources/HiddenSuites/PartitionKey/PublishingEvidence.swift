import EventBroker
import EventLog
import Eventlings
import Simulation

/// What diagnoses look for where records are published: who sent what, with which key, where to,
/// and what came of it.
///
/// Positions are indices of the history's entries: they order everything.
struct PublishingEvidence {
    /// One record in one request. A producer that hears nothing sends it in another one again.
    struct Send {
        let incarnation: Int
        let fact: OrderLives.Fact?
        let key: String?
        let valueBytes: Int
        let partition: TopicPartition
        /// When it was handed to the producer, unless the learner has set it.
        let timestamp: Timestamp
        let sent: Int
        /// Whether it had to wait for others to be acknowledged.
        let waited: Bool
        var applied: Int?
        var answered: Int?
        var failed: (position: Int, moment: Timestamp)?
    }

    /// The function is called for an order.
    struct Call {
        let process: String
        let incarnation: Int
        let orderId: String
        let began: Int
        var returned: Int?
        var error: String?
    }

    /// The broken promise's place in the suite, and what it is about.
    private(set) var broken: (invariant: String, subject: String) = ("", "")
    private(set) var sends: [Send] = []
    private(set) var calls: [Call] = []
    private(set) var crashes: [Int: Int] = [:]
    /// Where a task ran before its turn.
    private(set) var overtakings: [Int] = []
    private(set) var partitionCount = 0
    private var sendsOfCall: [Int: Range<Int>] = [:]

    init(_ history: History) {
        for (position, entry) in history.entries.enumerated() {
            if case .broke(let index, let violation) = entry.moment {
                broken = (PartitionKeySuite.suite.invariants[index].id, violation.subject)
            } else if let incarnation = entry.incarnation {
                read(entry, at: position, of: incarnation)
            }
        }
    }

    private mutating func read(_ entry: History.Entry, at position: Int, of incarnation: Int) {
        let range = entry.call.flatMap { sendsOfCall[$0] } ?? 0..<0
        switch entry.moment {
        case .called(_, let orderId):
            calls.append(
                Call(
                    process: entry.process, incarnation: incarnation, orderId: orderId,
                    began: position))
        case .returned: changeOpenCall(of: incarnation) { $0.returned = position }
        case .threw(let error): changeOpenCall(of: incarnation) { $0.error = error }
        case .struck(.overtaken, _): overtakings.append(position)
        case .struck(let strike, _): if strike.isCrash { crashes[incarnation] = position }
        case .sent(.broker(.produce(let produce))):
            readSent(produce, entry, position, incarnation)
        case .applied(_, _, let changed, _):
            if changed { for send in range { sends[send].applied = position } }
        case .answered(_, .broker(.metadata(let answer))):
            partitionCount = answer.topics.first?.partitions ?? partitionCount
        case .answered: for send in range { sends[send].answered = position }
        case .timedOut:
            for send in range { sends[send].failed = (position, Self.moment(of: entry)) }
        default: break
        }
    }

    private mutating func changeOpenCall(of incarnation: Int, _ change: (inout Call) -> Void) {
        guard let open = calls.lastIndex(where: { $0.incarnation == incarnation }) else { return }
        change(&calls[open])
    }

    private mutating func readSent(
        _ produce: Produce, _ entry: History.Entry, _ position: Int, _ incarnation: Int
    ) {
        let begin = sends.count
        let moment = Self.moment(of: entry)
        for record in (try? produce.batch.records()) ?? [] {
            sends.append(
                Send(
                    incarnation: incarnation,
                    fact: PartitionKeySuite.orders.fact(in: record).map {
                        PartitionKeySuite.orders.facts[$0]
                    }, key: record.key.map { String(decoding: $0, as: UTF8.self) },
                    valueBytes: record.value?.count ?? 0, partition: produce.partition,
                    timestamp: record.timestamp, sent: position,
                    waited: record.timestamp < moment))
        }
        if let call = entry.call { sendsOfCall[call] = begin..<sends.count }
    }

    private static func moment(of entry: History.Entry) -> Timestamp {
        World.timestamp(at: entry.at)
    }
}

extension PublishingEvidence {
    /// What is in the log, in the order of appending.
    var log: [Send] {
        sends.filter { $0.applied != nil }.sorted { ($0.applied ?? 0) < ($1.applied ?? 0) }
    }

    /// Whether the key has chosen the partition.
    func isPlacedByKey(_ send: Send) -> Bool {
        guard let key = send.key, partitionCount > 0 else { return false }
        return Partitioner.partition(forKey: Array(key.utf8), partitions: partitionCount)
            == send.partition.partition
    }
}

extension Strike {
    /// Whether the process is dead after it.
    fileprivate var isCrash: Bool {
        switch self {
        case .crashBefore, .crashAfter, .crashInFlight, .crashAtReturn, .crashAfterReturn: true
        default: false
        }
    }
}
