import EventBroker
import Eventlings
import Simulation

/// What diagnoses look for in a failed run's history: who was handed which record, what was done
/// for it, and which commits covered it.
///
/// Positions are indices of the history's entries: they order everything.
struct Evidence {
    /// A record that a poll has handed to a process.
    struct Handed {
        let incarnation: Int
        /// Records of one poll share it.
        let poll: Int
        let partition: TopicPartition
        let offset: Int64
        let orderId: String
        let eventID: String
    }

    /// A call that does what the exercise is about.
    struct Work {
        let incarnation: Int
        let orderId: String
        let charge: ChargeRequest?
        let sent: Int
        /// When it took effect; nil if it never did, or changed nothing.
        var applied: Int?
        var answered: Int?
        var failed: Int?
        var isKeyReused = false

        func isUnderWay(at position: Int) -> Bool {
            sent < position && (answered ?? failed ?? .max) > position
        }
    }

    struct Commit {
        let incarnation: Int
        let groupID: String
        let offsets: [PartitionOffset]
        let isAutomatic: Bool
        let sent: Int
        var applied: Int?
        var answered: Int?

        func covers(_ record: Handed) -> Bool {
            applied != nil
                && offsets.contains {
                    $0.partition == record.partition && $0.offset > record.offset
                }
        }
    }

    struct Save {
        let incarnation: Int
        let writes: [DatabaseChanges.Write]
        let sent: Int
        var applied: Int?
        var failed: Int?
    }

    struct Begin {
        let sent: Int
        var answered: Int?
        var failed: Int?
    }

    /// What the broken promise is about: an order, or a partition.
    private(set) var subject = ""
    let history: History
    /// What stands at each offset, by partition.
    var records: [TopicPartition: [InputRecord]] { history.records }
    private(set) var handed: [Handed] = []
    private(set) var works: [Work] = []
    private(set) var commits: [Commit] = []
    private(set) var saves: [Save] = []
    /// When each transaction's closure began and ended, by incarnation.
    private(set) var transactions: [(incarnation: Int, began: Int, ended: Int?)] = []
    /// When each life asked for a snapshot of the database, and when it had it, or gave up.
    private(set) var begins: [Int: [Begin]] = [:]
    /// Where each life ended, and by which error, if by one.
    private(set) var ends: [Int: (at: Int, error: String?)] = [:]
    private(set) var stopRequests: [Int: Int] = [:]
    /// Where each life has left its group, if it has.
    private(set) var leaves: [Int: Int] = [:]
    /// The groups for which each life has worked.
    private(set) var groups: [Int: Set<String>] = [:]
    /// When calls of each life have failed: no answer came, or a refusal.
    private(set) var failures: [Int: [Int]] = [:]
    /// When each life has last asked for records of a partition.
    private(set) var reads: [Int: [TopicPartition: Int]] = [:]
    /// When each life has last been answered about records, of whichever partitions.
    private(set) var lastFetches: [Int: Int] = [:]
    /// When each life has last given a partition back, or lost it.
    private(set) var handovers: [Int: [TopicPartition: Int]] = [:]
    /// Partitions in which somebody has begun behind the last record that was there.
    private(set) var partitionsBegunAtEnd: Set<TopicPartition> = []
    /// Fed with every answer, and with each commit when it takes effect.
    private var earlyStarts = EarlyStartSearch()
    /// The processes by incarnation.
    private(set) var processes: [Int: String] = [:]
    private let tokens: [String: String]
    private let outcomes: String?

    /// - Parameters:
    ///   - tokens: Order ids by payment token, where orders are charged.
    ///   - outcomes: The table in which a row stands for an order's work, where there is one.
    init(_ history: History, tokens: [String: String] = [:], outcomes: String? = nil) {
        self.tokens = tokens
        self.outcomes = outcomes
        self.history = history
        for (position, entry) in history.entries.enumerated() {
            guard let incarnation = entry.incarnation else {
                if case .broke(_, let violation) = entry.moment { subject = violation.subject }
                continue
            }
            processes[incarnation] = entry.process
            read(entry, at: position, of: incarnation, history)
        }
    }

    var earlyStart: EarlyStart? { earlyStarts.found }

    private mutating func read(
        _ entry: History.Entry, at position: Int, of incarnation: Int, _ history: History
    ) {
        switch entry.moment {
        case .sent(let request): readSent(request, position, incarnation, entry.call)
        case .applied(let request, let answer, let changed, _):
            earlyStarts.take(request, answer, by: incarnation)
            readApplied(request, answer, changed, position, entry.call)
        case .answered(let request, let answer):
            if commitOfCall[entry.call ?? -1] == nil {
                earlyStarts.take(request, answer, by: incarnation)
            }
            readAnswered(request, answer, position, incarnation, entry.call)
        case .timedOut:
            failures[incarnation, default: []].append(position)
            mark(entry.call) { $0.failed = position }
            if let save = entry.call.flatMap({ saveOfCall[$0] }) { saves[save].failed = position }
            if let begin = entry.call.flatMap({ beginOfCall[$0] }) {
                begins[incarnation]?[begin].failed = position
            }
        case .struck(.deploy, _), .struck(.leave, _): stopRequests[incarnation] = position
        case .struck(.crashBefore, _), .struck(.crashAfter, _), .struck(.crashInFlight, _), .killed:
            ends[incarnation] = (position, nil)
        case .gaveUp(let partitions, _):
            for partition in partitions {
                handovers[incarnation, default: [:]][partition] = position
            }
        case .diedOf: ends[incarnation] = (position, nil)
        case .threw(let error): ends[incarnation] = (position, error)
        case .transactionEnded:
            if let open = transactions.lastIndex(where: { $0.incarnation == incarnation }) {
                transactions[open].ended = transactions[open].ended ?? position
            }
        default: break
        }
    }

    private var beginOfCall: [Int: Int] = [:]
    private var worksOfCall: [Int: Range<Int>] = [:]
    private var commitOfCall: [Int: Int] = [:]
    private var saveOfCall: [Int: Int] = [:]

    private mutating func readSent(
        _ request: History.Request, _ position: Int, _ incarnation: Int, _ call: Int?
    ) {
        guard let call else { return }
        switch request {
        case .service(.pack), .service(.reserve), .service(.print):
            let work = Work(
                incarnation: incarnation, orderId: Self.subject(of: request), charge: nil,
                sent: position)
            begin([work], call)
        case .service(.show(let step)):
            begin(
                [Work(incarnation: incarnation, orderId: step.name, charge: nil, sent: position)],
                call)
        case .service(.charge(let charge)):
            let work = Work(
                incarnation: incarnation, orderId: tokens[charge.token] ?? "", charge: charge,
                sent: position)
            begin([work], call)
        case .broker(.offsetCommit(let commit)):
            commitOfCall[call] = commits.count
            commits.append(
                Commit(
                    incarnation: incarnation, groupID: commit.groupID, offsets: commit.offsets,
                    isAutomatic: commit.isAutomatic, sent: position))
        case .service(.save(let changes)):
            saveOfCall[call] = saves.count
            saves.append(
                Save(incarnation: incarnation, writes: changes.writes, sent: position))
            let recorded = changes.writes.filter { $0.table == outcomes && $0.row != nil }
            let works = recorded.map {
                Work(incarnation: incarnation, orderId: $0.key, charge: nil, sent: position)
            }
            begin(works, call)
        case .service(.begin):
            beginOfCall[call] = begins[incarnation]?.count ?? 0
            begins[incarnation, default: []].append(Begin(sent: position))
        default: break
        }
    }

    private static func subject(of request: History.Request) -> String {
        if case .service(let request) = request { request.subject } else { "" }
    }

    private mutating func begin(_ begun: [Work], _ call: Int) {
        worksOfCall[call] = works.count..<works.count + begun.count
        works += begun
    }

    private mutating func readApplied(
        _ request: History.Request, _ answer: History.Answer, _ changed: Bool, _ position: Int,
        _ call: Int?
    ) {
        guard let call else { return }
        mark(call) { work in
            if changed { work.applied = position }
            if case .service(.keyReused) = answer { work.isKeyReused = true }
        }
        if let commit = commitOfCall[call], changed {
            commits[commit].applied = position
        } else if let save = saveOfCall[call], changed {
            saves[save].applied = position
        }
    }

    private mutating func readAnswered(
        _ request: History.Request, _ answer: History.Answer, _ position: Int, _ incarnation: Int,
        _ call: Int?
    ) {
        if Self.isRefused(request, answer) { failures[incarnation, default: []].append(position) }
        switch (request, answer) {
        case (.service(.begin), _):
            transactions.append((incarnation: incarnation, began: position, ended: nil))
            if let begin = call.flatMap({ beginOfCall[$0] }) {
                begins[incarnation]?[begin].answered = position
            }
        case (.broker(.offsetFetch(let fetch)), _):
            groups[incarnation, default: []].insert(fetch.groupID)
        case (.broker(.listOffsets(let asked)), _) where asked.spec == .latest:
            partitionsBegunAtEnd.formUnion(asked.partitions)
        case (.broker(.leaveGroup), _): leaves[incarnation] = position
        case (.broker(.fetch(let fetch)), .broker(.fetch(let fetched))):
            lastFetches[incarnation] = position
            for read in fetch.positions {
                reads[incarnation, default: [:]][read.partition] = position
            }
            for partition in fetched.partitions { readRecords(partition, position, incarnation) }
        default:
            let isRefused = Self.isRefused(request, answer)
            mark(call) { work in
                if isRefused || Self.isConflict(answer) {
                    work.failed = position
                } else {
                    work.answered = position
                }
            }
            if let commit = call.flatMap({ commitOfCall[$0] }) {
                commits[commit].answered = position
            }
        }
    }

    private static func isConflict(_ answer: History.Answer) -> Bool {
        if case .service(.conflict) = answer { true } else { false }
    }

    private static func isRefused(_ request: History.Request, _ answer: History.Answer) -> Bool {
        switch (request, answer) {
        case (_, .service(.keyReused)), (_, .service(.unavailable)), (_, .service(.refused)),
            (.broker(.offsetCommit), .broker(.done(.some))):
            true
        default: false
        }
    }

    private mutating func readRecords(
        _ fetched: Fetch.Partition, _ position: Int, _ incarnation: Int
    ) {
        let known = records[fetched.partition] ?? []
        for batch in fetched.batches {
            for offset in batch.baseOffset..<batch.nextOffset where offset < known.count {
                let record = known[Int(offset)]
                handed.append(
                    Handed(
                        incarnation: incarnation, poll: position, partition: fetched.partition,
                        offset: offset, orderId: record.name, eventID: record.eventID))
            }
        }
    }

    private mutating func mark(_ call: Int?, _ change: (inout Work) -> Void) {
        for work in call.flatMap({ worksOfCall[$0] }) ?? 0..<0 { change(&works[work]) }
    }
}
