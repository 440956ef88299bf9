import Course
import Foundation
import Terminal

extension Command {
    static let progress = Command(
        "progress", options: [.json, .html],
        summary: "shows what you have done, from your own event log",
        examples: [
            Example(line: "progress", meaning: "what you have begun, and the last weeks"),
            Example(
                line: "progress --html progress.html",
                meaning: "the whole course and how far you are, as a page for a browser"),
        ]
    ) { invocation, session throws(Complaint) in
        if invocation.has(.json), invocation.has(.html) {
            throw Complaint("--json and --html are two answers; ask for one at a time")
        }
        let map = try session.map()
        let report = ProgressReport(map: map, progress: try session.progress())
        if invocation.has(.json) {
            session.output.writeExactly(try JSONText.make(report.rows))
            return .success
        }
        let calendar = ProgressCalendar(
            moments: try session.progressMoments(), now: session.surroundings.now(), in: .current)
        if let path = invocation[.html] {
            let page = ProgressPage(map: map, report: report, calendar: calendar).page
            try session.write(page, with: "Your progress", to: session.path(path))
            return .success
        }
        let capabilities = session.output.capabilities
        session.output.write(lines: report.lines(for: capabilities))
        let weeks = calendar.lines(for: capabilities)
        if !weeks.isEmpty { session.output.write(lines: [StyledText()] + weeks) }
        return .success
    }
}

/// Every lesson and exercise that was begun, with what came of it.
struct ProgressReport {
    struct Row: Encodable {
        var id: String
        var state: CourseMap.State
        /// Nil for a lesson.
        var attempts: Int?
        var hints: Int?
        /// Nil for an exercise.
        var step: Int?

        private enum CodingKeys: CodingKey {
            case id, state, attempts, hints, step
        }

        /// Every key is always there, null where there is nothing.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(state, forKey: .state)
            try container.encode(attempts, forKey: .attempts)
            try container.encode(hints, forKey: .hints)
            try container.encode(step, forKey: .step)
        }
    }

    let rows: [Row]
    private let total: Int

    init(map: CourseMap, progress: ProgressView) {
        total = map.items.count
        rows = map.items.compactMap { item in
            switch item.content {
            case .lesson where item.step > 0:
                return Row(id: item.id, state: item.state, step: item.step)
            case .exercise where progress.standing(in: item.id) != ProgressView.Standing():
                let standing = progress.standing(in: item.id)
                return Row(
                    id: item.id, state: item.state, attempts: standing.attempts,
                    hints: standing.hintsTaken)
            default: return nil
            }
        }
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        guard !rows.isEmpty else {
            return StyledText("Nothing yet. `next` says where to begin.")
                .wrapped(to: capabilities.width)
        }
        let done = rows.count { $0.state == .done }
        let table = Table(
            [.init("what"), .init("where you are"), .init("how")],
            rows: rows.map { [StyledText($0.id, .code), $0.standing, StyledText($0.effort)] })
        return table.lines(for: capabilities) + [StyledText()]
            + StyledText("\(done) of \(total) done.").wrapped(to: capabilities.width)
    }
}

extension ProgressReport.Row {
    fileprivate var standing: StyledText {
        switch state {
        case .done: StyledText("done", .good)
        case .started, .notStarted: step.map { "at step \($0)" } ?? "begun"
        }
    }

    /// `2 gradings, 1 hint`; empty for a lesson.
    var effort: String {
        guard let attempts, let hints else { return "" }
        return [Self.count(attempts, "grading"), Self.count(hints, "hint")].joined(separator: ", ")
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
