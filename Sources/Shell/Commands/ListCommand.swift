import Course
import Foundation
import Terminal

extension Command {
    static let list = Command(
        "list", options: [.json], summary: "shows all exercises, and where you stand"
    ) { invocation, session throws(Complaint) in
        let catalogue = try session.catalogue()
        for finding in catalogue.findings { session.output.writeError(finding.description) }
        let map = CourseMap(catalogue: catalogue, progress: try session.progress())
        if invocation.has(.json) {
            session.output.writeExactly(try map.json())
        } else {
            session.output.write(lines: map.lines(for: session.output.capabilities))
        }
        return .success
    }
}

/// The exercises of a course with a learner's progress in each.
struct CourseMap {
    enum State: String, Codable {
        case notStarted = "not-started"
        case started
        case passed

        init(_ standing: ProgressView.Standing) {
            self =
                if standing.hasPassed { .passed } else if standing.isStarted { .started } else {
                    .notStarted
                }
        }

        var sign: StyledText {
            switch self {
            case .notStarted: StyledText("·", .quiet)
            case .started: StyledText("◐", .emphasis)
            case .passed: StyledText("✓", .good)
            }
        }

        var words: String { rawValue.replacing("-", with: " ") }
    }

    struct Entry: Codable {
        var number: Int
        var id: String
        var title: String
        var module: Int
        var minutes: Int
        var difficulty: String
        var state: State
    }

    let entries: [Entry]
    /// The exercise to work on now: the current one while it has not passed, else the first that
    /// has not; nil when all have.
    let next: String?

    init(catalogue: Catalogue, progress: ProgressView) {
        entries = catalogue.exercises.map {
            Entry(
                number: $0.number, id: $0.id, title: $0.title, module: $0.module,
                minutes: $0.minutes, difficulty: $0.difficulty,
                state: State(progress.standing(in: $0.id)))
        }
        let open = entries.filter { $0.state != .passed }
        next = (open.first { $0.id == progress.currentExercise } ?? open.first)?.id
    }

    func json() throws(Complaint) -> String {
        try JSONText.make(Document(next: next, exercises: entries))
    }

    private struct Document: Encodable {
        var next: String?
        var exercises: [Entry]

        private enum CodingKeys: CodingKey {
            case next, exercises
        }

        /// Every key is always there, null where there is nothing.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(next, forKey: .next)
            try container.encode(exercises, forKey: .exercises)
        }
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        var lines: [StyledText] = []
        var module: Int?
        for entry in entries {
            if entry.module != module {
                if module != nil { lines.append(StyledText()) }
                lines += heading(entry.module, capabilities)
                module = entry.module
            }
            lines += line(entry, capabilities)
        }
        return lines + [StyledText()] + footer(capabilities)
    }

    private func heading(_ module: Int, _ capabilities: Capabilities) -> [StyledText] {
        StyledText("Module \(module)", .title).spelled(for: capabilities).wrapped(
            to: capabilities.width)
    }

    private func line(_ entry: Entry, _ capabilities: Capabilities) -> [StyledText] {
        let number = entry.number < 10 ? "0\(entry.number)" : "\(entry.number)"
        let mark: StyledText =
            capabilities.plain || !capabilities.unicode
            ? StyledText(entry.state.words + ":") : entry.state.sign
        var line = StyledText("  ") + mark + StyledText(" \(number) ")
        line += StyledText(entry.id, .code)
        line += StyledText("  \(entry.title) (\(entry.minutes) min, \(entry.difficulty))")
        if entry.id == next { line += StyledText("  ← next", .emphasis) }
        return line.spelled(for: capabilities).wrapped(to: capabilities.width, hanging: 7)
    }

    private func footer(_ capabilities: Capabilities) -> [StyledText] {
        let passed = entries.count { $0.state == .passed }
        var text = StyledText("\(passed) of \(entries.count) passed.")
        if capabilities.unicode, !capabilities.plain {
            text += StyledText("  · not started  ◐ started  ✓ passed", .quiet)
        }
        return text.wrapped(to: capabilities.width)
    }
}
