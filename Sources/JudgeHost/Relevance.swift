import EventBroker
import Judge
import Simulation

/// Tells steps that bear on a broken promise from those about something else, by what they name.
struct Relevance {
    enum Judgement: Hashable {
        case bears
        /// It names others, and not the promise's subject.
        case aboutOthers
        /// It names nothing: it goes with what is around it.
        case neither
    }

    /// "order-1"
    private let subject: String
    /// "orders-0", where the subject's record is.
    private let partitions: Set<String>
    /// What else a step could be about.
    private let others: Set<Substring>

    init(subject: String, records: [TopicPartition: [InputRecord]], facts: Facts?) {
        self.subject = subject
        partitions = Set(
            records.filter { $0.value.contains { $0.name == subject } }.map { "\($0.key)" })
        let names = records.values.flatMap { $0.map(\.name) } + (facts?.names ?? [])
        others = Set(names.flatMap { Self.words(in: $0) }.filter { $0.last?.isNumber == true })
            .subtracting([subject[...]])
    }

    func judge(_ step: Story.Step) -> Judgement {
        switch step.kind {
        case .fault, .lost, .print, .lifecycle, .broken, .pause: return .bears
        case .call, .answer, .effect: break
        }
        let words = Self.words(in: step.text)
        if words.contains(where: { Self.names($0, subject) }) { return .bears }
        if words.contains(where: { partitions.contains(String($0)) }) { return .bears }
        return words.contains { word in others.contains { Self.names(word, String($0)) } }
            ? .aboutOthers : .neither
    }

    /// "tok-order-1" names "order-1", and "order-11" does not.
    private static func names(_ word: Substring, _ name: String) -> Bool {
        word == name || word.hasSuffix("-" + name)
    }

    private static func words(in text: String) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "-") }
    }
}

extension [Story.Step] {
    /// Of a long story, what is about others is counted. The beginning stays, for it shows what a
    /// step is like, and so does each call that something struck.
    func foldingOthers(_ relevance: Relevance) -> [Story.Step] {
        guard count > Self.longestWhole else { return self }
        var judgements = map(relevance.judge)
        for index in indices.dropFirst() where [.fault, .lost].contains(self[index].kind) {
            judgements[index - 1] = .bears
        }
        var folded = Array(prefix(Self.shownWhole))
        var index = folded.count
        while index < count {
            let run = judgements[index...].prefix { $0 != .bears }
            let others = run.dropLast(run.reversed().prefix { $0 == .neither }.count)
            guard others.count >= Self.leastFold, others.first == .aboutOthers else {
                folded.append(self[index])
                index += 1
                continue
            }
            folded.append(Self.note(self[index..<others.endIndex]))
            index = others.endIndex
        }
        return folded
    }

    private static func note(_ steps: ArraySlice<Story.Step>) -> Story.Step {
        let last = steps[steps.endIndex - 1]
        let calls = steps.filter { $0.kind == .call }
        let callers = Set(calls.map(\.lane))
        let by = callers.count == 1 ? " by \(calls[0].lane)" : ""
        return Story.Step(
            at: last.at, lane: last.lane,
            text: "\(calls.count) more \(calls.count == 1 ? "call" : "calls")\(by), about others",
            kind: .pause, broker: last.broker)
    }

    private static var longestWhole: Int { 25 }
    private static var shownWhole: Int { 8 }
    private static var leastFold: Int { 4 }
}
