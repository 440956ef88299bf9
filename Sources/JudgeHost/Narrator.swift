import EventBroker
import EventLog
import Eventlings
import Judge
import Simulation

/// Tells a run's history as a story: what bears on the promise, in order, and nothing else.
///
/// What a client does to be in its group, polls that find nothing, and answers that only say "done"
/// are left out.
struct Narrator {
    private let history: History
    private let instances: [String]
    private let phrases: Phrases
    private var steps: [(at: Int64, step: Story.Step)] = []
    private var faults: [(title: String, clause: String)] = []
    private var violation: Violation?
    /// A poll per incarnation that has not yet found anything.
    private var openPolls: [Int: History.Entry] = [:]
    private var assignments: [Int: [TopicPartition]] = [:]
    /// The function that was last called, by incarnation, where one is called and returns.
    private var functions: [Int: String] = [:]
    /// Batches that were sent and not answered, by incarnation.
    private var unanswered: [Int: Set<RecordBatch>] = [:]
    private let hasAnotherHashSeed: Bool

    init(
        history: History, instances: [String], facts: Facts? = nil, hasAnotherHashSeed: Bool = false
    ) {
        self.history = history
        self.hasAnotherHashSeed = hasAnotherHashSeed
        self.instances = instances
        phrases = Phrases(records: history.records, facts: facts)
    }

    func story(tape: String) -> Story {
        var narrator = self
        for entry in history.entries { narrator.tell(entry) }
        return Story(
            faults: narrator.faults.map(\.title), tape: tape, cause: narrator.cause,
            lanes: narrator.lanes,
            timeline: narrator.folded)
    }

    private var folded: [Story.Step] {
        let lives = timeline.foldingRepeatedLives()
        guard let violation else { return lives.foldingLongMiddle() }
        let relevance = Relevance(
            subject: violation.subject, records: history.records, facts: phrases.facts)
        return lives.foldingOthers(relevance).foldingLongMiddle()
    }

    private var lanes: [String] {
        let used = Set(steps.flatMap { [$0.step.lane, $0.step.peer ?? $0.step.lane] })
        let services = ["broker"] + Service.allCases.map(\.rawValue)
        return (instances + services).filter { used.contains($0) }
    }

    private var cause: String? {
        guard let violation else { return nil }
        guard !faults.isEmpty else { return "\(violation.text), and nothing had gone wrong." }
        return "\(violation.text): \(clauses.joined(separator: ", and "))."
    }

    /// What struck twice in a row is said once.
    private var clauses: [String] {
        var clauses: [String] = []
        for clause in faults.map(\.clause) {
            if clauses.last == clause {
                clauses[clauses.count - 1] += ", twice"
            } else {
                clauses.append(clause)
            }
        }
        return clauses
    }

    private mutating func tell(_ entry: History.Entry) {
        switch entry.moment {
        case .started(let restart): tellStarted(restart, entry)
        case .sent(.poll): if let incarnation = entry.incarnation { openPolls[incarnation] = entry }
        case .sent(let request): tellSent(request, entry)
        case .applied(let request, let answer, let changed, let late):
            tellApplied(request, answer, changed, late, entry)
        case .answered(let request, let answer): tellAnswered(request, answer, entry)
        case .timedOut(let request): tellTimedOut(request, entry)
        case .struck(let strike, let request): tellStruck(strike, request, entry)
        case .gaveUp(let partitions, let isLost):
            let names = partitions.map(\.description).joined(separator: ", ")
            let text = isLost ? "is told that \(names) is LOST" : "gives back \(names)"
            add(entry, text, .lifecycle)
        case .pollIntervalPassed:
            add(entry, "has not polled in time: OUT of its group", .fault)
        case .diedOf(let request):
            add(entry, "DIES of it, as it does each time: \(phrases.text(of: request))", .fault)
        case .woke: add(entry, "wakes up and goes on", .lifecycle)
        case .called(let function, let errand):
            if let incarnation = entry.incarnation { functions[incarnation] = function }
            add(entry, "\(function) is called for \(errand)", .lifecycle)
        case .threw(let error): add(entry, "\(function(of: entry)) throws: \(error)", .lifecycle)
        case .returned:
            tellEmptyPoll(entry)
            add(entry, "\(function(of: entry)) returns", .lifecycle)
        case .killed: add(entry, "KILLED, 30 s after it was asked to stop", .fault)
        case .printed(let text): tellPrinted(text, entry)
        case .appended(let name, let partition, let isAgain):
            let again = isAgain ? " once more" : ""
            add(entry, "\(name)\(again), in \(partition)", .effect, lane: "broker")
        case .transactionEnded: break
        case .broke(_, let broken):
            violation = broken
            add(entry, broken.text, .broken, lane: lastEffectLane ?? instances.first)
        }
    }

    private func function(of entry: History.Entry) -> String {
        entry.incarnation.flatMap { functions[$0] } ?? "run"
    }

    private mutating func tellStarted(_ isRestart: Bool, _ entry: History.Entry) {
        guard isRestart else {
            let seed = hasAnotherHashSeed ? ", with another hash seed" : ""
            return add(entry, "starts\(seed)", .lifecycle)
        }
        let place = functions.isEmpty ? ", from the last commit" : ""
        add(entry, "\(Self.startsAgain)\(place)", .lifecycle)
    }

    private mutating func tellSent(_ request: History.Request, _ entry: History.Entry) {
        guard Phrases.isShown(request) else { return }
        let again = isSentAgain(request, entry) ? "once more: " : ""
        add(entry, again + phrases.text(of: request), .call, peer: Phrases.peer(of: request))
    }

    /// A producer that hears nothing sends the same batch again, by itself.
    private func isSentAgain(_ request: History.Request, _ entry: History.Entry) -> Bool {
        guard case .broker(.produce(let produce)) = request, let incarnation = entry.incarnation
        else { return false }
        return unanswered[incarnation]?.contains(produce.batch) == true
    }

    private mutating func tellTimedOut(_ request: History.Request, _ entry: History.Entry) {
        guard Phrases.isShown(request) else { return }
        if case .broker(.produce(let produce)) = request, let incarnation = entry.incarnation {
            unanswered[incarnation, default: []].insert(produce.batch)
        }
        add(entry, "\(Phrases.name(of: request)) times out: no answer", .lifecycle)
    }

    private mutating func tellApplied(
        _ request: History.Request, _ answer: History.Answer, _ changed: Bool, _ late: Bool,
        _ entry: History.Entry
    ) {
        let peer = Phrases.peer(of: request)
        if case .broker(.offsetCommit) = request, !late { showState(of: entry) }
        if late {
            let effect = phrases.effect(of: request, answer, changed: changed)
            let text = effect ?? phrases.text(of: request)
            add(entry, "LATE, from \(entry.process): \(text)", .effect, lane: peer)
        } else if let text = phrases.effect(of: request, answer, changed: changed) {
            add(entry, text, .effect, lane: peer)
        }
    }

    /// A commit is told once, by its call: that is where its offsets are seen to change.
    private mutating func showState(of entry: History.Entry) {
        guard let last = steps.last?.step, last.kind == .call, last.lane == entry.process else {
            return
        }
        steps[steps.count - 1].step.broker = entry.brokerState
    }

    private mutating func tellAnswered(
        _ request: History.Request, _ answer: History.Answer, _ entry: History.Entry
    ) {
        if case .broker(.syncGroup(let sync)) = answer, sync.error == nil {
            return tellAssignment(sync.partitions, entry)
        }
        guard let news = phrases.news(request, answer) else { return }
        if let incarnation = entry.incarnation, case .broker(.fetch) = request {
            if let poll = openPolls.removeValue(forKey: incarnation) {
                add(poll, "poll", .call, peer: "broker")
            }
        }
        add(entry, news, .answer, lane: Phrases.peer(of: request), peer: entry.process)
    }

    /// A poll that found nothing is told only where it was the last.
    private mutating func tellEmptyPoll(_ entry: History.Entry) {
        guard let incarnation = entry.incarnation,
            let poll = openPolls.removeValue(forKey: incarnation)
        else { return }
        add(poll, "poll", .call, peer: "broker")
        add(entry, "nothing", .answer, lane: "broker", peer: entry.process)
    }

    private mutating func tellAssignment(_ partitions: [TopicPartition], _ entry: History.Entry) {
        guard let incarnation = entry.incarnation, assignments[incarnation] != partitions else {
            return
        }
        assignments[incarnation] = partitions
        let names = partitions.map(\.description).joined(separator: ", ")
        add(entry, partitions.isEmpty ? "owns no partition" : "owns \(names)", .lifecycle)
    }

    private mutating func tellStruck(
        _ strike: Strike, _ request: History.Request?, _ entry: History.Entry
    ) {
        faults.append((strike.title(request), strike.clause(request)))
        if request == .poll, let incarnation = entry.incarnation,
            let poll = openPolls.removeValue(forKey: incarnation), strike != .crashBefore
        {
            add(poll, "poll", .call, peer: "broker")
        }
        if strike == .crashBefore { takeBackCall(of: entry) }
        switch (strike, request) {
        case (.lostRequest, let request?):
            add(entry, strike.text(request), .lost, peer: Phrases.peer(of: request))
        case (.lostAnswer, let request?):
            add(
                entry, strike.text(request), .lost, lane: Phrases.peer(of: request),
                peer: entry.process)
        case (.rewind, _), (.duplicateAppend, _), (.brokerAway, _), (.outage, _),
            (.brokerRestart, _), (.morePartitions, _), (.late, _):
            add(entry, strike.text(request), .fault, lane: "broker")
        default: add(entry, strike.text(request), .fault)
        }
    }

    /// A call that its process did not live to send has no arrow.
    private mutating func takeBackCall(of entry: History.Entry) {
        guard let last = steps.last?.step, last.kind == .call, last.lane == entry.process,
            entry.call != nil
        else { return }
        steps.removeLast()
    }

    private mutating func tellPrinted(_ text: String, _ entry: History.Entry) {
        for line in text.split(whereSeparator: \.isNewline) { add(entry, String(line), .print) }
    }

    private var lastEffectLane: String? {
        steps.last { $0.step.kind == .effect || $0.step.kind == .call }?.step.lane
    }

    private mutating func add(
        _ entry: History.Entry, _ text: String, _ kind: Story.Step.Kind, lane: String? = nil,
        peer: String? = nil
    ) {
        let step = Story.Step(
            at: VirtualTime.text(entry.at), lane: lane ?? entry.process, peer: peer, text: text,
            kind: kind, broker: entry.brokerState)
        steps.append((entry.at, step))
    }

    /// By time: a poll is told when it has found something, and belongs where it began.
    private var timeline: [Story.Step] {
        let ordered = steps.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        var told: [Story.Step] = []
        var last: Int64 = 0
        for (_, (at, step)) in ordered {
            if at - last >= Self.longPause, !told.isEmpty {
                let text = "\(VirtualTime.text(at - last)) later"
                told.append(Story.Step(at: step.at, lane: step.lane, text: text, kind: .pause))
            }
            last = at
            told.append(step)
        }
        return told
    }

    static let startsAgain = "starts again"
    private static let longPause: Int64 = 30_000_000_000
}

enum VirtualTime {
    /// `2ms`, `1.004s`, `5m 2s`, `1h 2m`, `6d 23h`
    static func text(_ nanoseconds: Int64) -> String {
        let milliseconds = nanoseconds / 1_000_000
        let seconds = milliseconds / 1_000
        switch milliseconds {
        case ..<1_000: return "\(milliseconds)ms"
        case ..<60_000: return "\(seconds).\(padded(milliseconds % 1_000))s"
        case ..<3_600_000: return "\(seconds / 60)m \(seconds % 60)s"
        case ..<86_400_000: return "\(seconds / 3_600)h \(seconds / 60 % 60)m"
        default: return "\(seconds / 86_400)d \(seconds / 3_600 % 24)h"
        }
    }

    private static func padded(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
