import Course
import Terminal

extension CourseMap {
    func lines(for capabilities: Capabilities) -> [StyledText] {
        var lines: [StyledText] = []
        for module in modules {
            if !lines.isEmpty { lines.append(StyledText()) }
            let title = module.title.isEmpty ? "" : ": \(module.title)"
            lines += StyledText("Module \(module.number)\(title)", .title)
                .spelled(for: capabilities).wrapped(to: capabilities.width)
            lines += module.items.flatMap { line($0, capabilities) }
        }
        return lines + [StyledText()] + footer(capabilities)
    }

    private func line(_ item: Item, _ capabilities: Capabilities) -> [StyledText] {
        let isPlain = capabilities.plain || !capabilities.unicode
        let mark = isPlain ? StyledText(item.state.words + ":") : item.state.sign
        var line = StyledText("  ") + mark + " "
        line += StyledText(item.numeral).padded(to: isPlain ? 0 : 3, right: true) + " "
        line += StyledText(item.id, .code)
        line += StyledText("  \(item.title) (\(item.details))")
        if item.id == next?.id { line += StyledText("  ← next", .emphasis) }
        return line.spelled(for: capabilities).wrapped(to: capabilities.width, hanging: 8)
    }

    private func footer(_ capabilities: Capabilities) -> [StyledText] {
        let items = items
        let done = items.count { $0.state == .done }
        var text = StyledText("\(done) of \(items.count) done.")
        if capabilities.unicode, !capabilities.plain {
            text += StyledText("  · not started  ◐ started  ✓ done", .quiet)
        }
        let gaps = StyledText("Numbers that are missing here are still being written.", .quiet)
        return text.wrapped(to: capabilities.width)
            + (hasGaps ? gaps.wrapped(to: capabilities.width) : [])
    }
}

extension CourseMap.Item {
    var details: String {
        switch content {
        case .lesson: "lesson, \(minutes) min"
        case .exercise(let exercise): "exercise, \(minutes) min, \(exercise.difficulty)"
        }
    }
}

extension CourseMap.State {
    var sign: StyledText {
        switch self {
        case .notStarted: StyledText("·", .quiet)
        case .started: StyledText("◐", .emphasis)
        case .done: StyledText("✓", .good)
        }
    }

    fileprivate var words: String { rawValue.replacing("-", with: " ") }
}
