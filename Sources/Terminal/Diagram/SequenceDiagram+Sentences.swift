extension SequenceDiagram {
    /// One numbered sentence a step, for screen readers and narrow terminals.
    func sentences(for capabilities: Capabilities) -> [[StyledText]] {
        steps.enumerated().map { index, step in
            let number = "\(index + 1). "
            return (StyledText(number, .quiet) + step.sentence).spelled(for: capabilities)
                .wrapped(to: capabilities.width, hanging: number.count)
        }
    }
}

extension SequenceDiagram.Step {
    /// The step in words, in one line.
    package var sentence: StyledText {
        let moment = StyledText(time.isEmpty ? "" : "At \(time), ")
        return moment + happening + StyledText(endsItself ? "" : ".")
    }

    private var happening: StyledText {
        let end = text.isEmpty ? "" : ": \(text)"
        let other = peer ?? "another"
        return switch kind {
        case .call: StyledText("\(lane) asks \(other)\(end)")
        case .answer: StyledText("\(lane) answers \(other)\(end)")
        case .lost: StyledText("LOST", .fault) + StyledText(" from \(lane) to \(other)\(end)")
        case .effect, .lifecycle: StyledText("\(lane)\(end)")
        case .fault: StyledText("FAULT", .fault) + StyledText(" at \(lane)\(end)")
        case .print: StyledText("\(lane) prints: ") + StyledText("\"\(text)\"", .code)
        case .broken: StyledText("PROMISE BROKEN", .bad) + StyledText(end)
        case .pause: StyledText("time passes\(end)")
        }
    }

    private var endsItself: Bool {
        kind != .print && text.last.map { ".!?".contains($0) } == true
    }
}
