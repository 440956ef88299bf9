import Terminal

/// How a learner's text differs from the model, line by line, with a few lines around each
/// difference.
struct LineDifference {
    enum Side: Hashable {
        case common, yours, model
    }

    struct Line: Hashable {
        var side: Side
        /// Counted from 1, in the text that it comes from; a common line has its number in yours.
        var number: Int
        var text: String
    }

    /// Each is a run of lines; between two of them lie common ones that are left out.
    let passages: [[Line]]

    private static let context = 3

    init(yours: String, model: String) {
        let lines = Self.merged(yours.lines.map(String.init), model.lines.map(String.init))
        passages = Self.passages(of: lines)
    }

    private static func merged(_ yours: [String], _ model: [String]) -> [Line] {
        let difference = model.difference(from: yours)
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [Line] = []
        var (mine, theirs) = (0, 0)
        while mine < yours.count || theirs < model.count {
            if removed.contains(mine) {
                lines.append(Line(side: .yours, number: mine + 1, text: yours[mine]))
                mine += 1
            } else if inserted.contains(theirs) {
                lines.append(Line(side: .model, number: theirs + 1, text: model[theirs]))
                theirs += 1
            } else {
                lines.append(Line(side: .common, number: mine + 1, text: yours[mine]))
                (mine, theirs) = (mine + 1, theirs + 1)
            }
        }
        return lines
    }

    private static func passages(of lines: [Line]) -> [[Line]] {
        var shown = IndexRanges()
        for (index, line) in lines.enumerated() where line.side != .common {
            shown.add(max(0, index - context)..<min(lines.count, index + context + 1))
        }
        return shown.ranges.map { Array(lines[$0]) }
    }
}

/// Ranges that come in rising order, joined where they touch.
private struct IndexRanges {
    private(set) var ranges: [Range<Int>] = []

    mutating func add(_ range: Range<Int>) {
        if let last = ranges.last, last.upperBound >= range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
            ranges.append(range)
        }
    }
}

extension LineDifference {
    /// Signs before the lines, as `diff` makes them; in words where nothing is to be drawn.
    func lines(for capabilities: Capabilities) -> [StyledText] {
        passages.enumerated().flatMap { index, passage in
            let gap = index == 0 || capabilities.plain ? [] : [StyledText("…", .quiet)]
            return gap + passage.map { $0.shown(for: capabilities) }
        }
    }
}

extension LineDifference.Line {
    fileprivate func shown(for capabilities: Capabilities) -> StyledText {
        if capabilities.plain { return StyledText("\(side.word), line \(number): \(text)") }
        return switch side {
        case .common: StyledText("  " + text)
        case .yours: StyledText("- " + text, .code)
        case .model: StyledText("+ " + text, .good)
        }
    }
}

extension LineDifference.Side {
    fileprivate var word: String {
        switch self {
        case .common: "both"
        case .yours: "yours"
        case .model: "model"
        }
    }
}
