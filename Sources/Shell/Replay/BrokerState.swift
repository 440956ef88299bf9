import Judge
import Terminal

/// The broker's state at one step of a story, and what that step has changed.
struct BrokerState: Hashable {
    /// A word and its value: "committed 1".
    struct Fact: Hashable {
        enum Change: Hashable {
            case new, gone
            case was(String)
        }

        var word: String
        var value: String
        var change: Change?

        /// A change is said in words; colour only repeats them.
        var text: StyledText {
            let name = value.isEmpty ? word : "\(word) \(value)"
            return switch change {
            case nil: StyledText(name, .quiet)
            case .new: StyledText("\(name) (new)", .emphasis)
            case .gone: StyledText("\(name) (gone)", .emphasis)
            case .was(let former): StyledText("\(name) (was \(former))", .emphasis)
            }
        }
    }

    /// What is told of a partition or a group.
    struct Line: Hashable {
        var name: String
        var facts: [Fact]

        var isChanged: Bool { facts.contains { $0.change != nil } }

        var text: StyledText {
            facts.enumerated().reduce(StyledText("\(name): ", .quiet)) { line, fact in
                line + (fact.offset == 0 ? "" : StyledText(", ", .quiet)) + fact.element.text
            }
        }

        /// The name above its facts, in a column.
        func lines(width: Int) -> [StyledText] {
            let facts = facts.enumerated().reduce(StyledText("  ")) { line, fact in
                line + (fact.offset == 0 ? "" : StyledText(", ", .quiet)) + fact.element.text
            }
            return StyledText(name).wrapped(to: width) + facts.wrapped(to: width, hanging: 2)
        }
    }

    let lines: [Line]

    var isChanged: Bool { lines.contains(where: \.isChanged) }
}

extension Story {
    /// The broker's state at each step. At the first one nothing counts as changed.
    var brokerStates: [BrokerState] {
        var last: [BrokerState.Line]?
        return timeline.map { step in
            let now = step.broker.map(BrokerState.Line.init(reading:))
            guard !now.isEmpty, let before = last else {
                last = last ?? (now.isEmpty ? nil : now)
                return BrokerState(lines: last ?? [])
            }
            last = now
            return BrokerState(lines: now, after: before)
        }
    }
}

extension BrokerState {
    fileprivate init(lines now: [Line], after before: [Line]) {
        let left = before.filter { old in !now.contains { $0.name == old.name } }
        lines =
            now.map { line in line.changed(since: before.first { $0.name == line.name }) }
            + left.map { Line(name: $0.name, facts: []).changed(since: $0) }
    }
}

extension BrokerState.Line {
    fileprivate init(reading text: String) {
        let parts = text.split(separator: ": ", maxSplits: 1)
        name = parts.first.map(String.init) ?? ""
        let facts = parts.dropFirst().first?.split(separator: ", ") ?? []
        self.facts = facts.map { fact in
            let words = fact.split(separator: " ", maxSplits: 1).map(String.init)
            return BrokerState.Fact(word: words.first ?? "", value: words.dropFirst().first ?? "")
        }
    }

    fileprivate func changed(since former: Self?) -> Self {
        var line = self
        for index in line.facts.indices {
            let old = former?.facts.first { $0.word == line.facts[index].word }
            if old == nil {
                line.facts[index].change = .new
            } else if let old, old.value != line.facts[index].value {
                line.facts[index].change = .was(old.value)
            }
        }
        let left = former?.facts.filter { old in !facts.contains { $0.word == old.word } } ?? []
        line.facts += left.map {
            BrokerState.Fact(word: $0.word, value: $0.value, change: .gone)
        }
        return line
    }
}
