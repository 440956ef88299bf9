import Terminal

/// A learner's progress as a page for a browser: the whole course with what is done, begun and next,
/// and the last weeks.
struct ProgressPage {
    let map: CourseMap
    let report: ProgressReport
    let calendar: ProgressCalendar

    var page: WebPage {
        WebPage(
            command: "progress", title: "Eventlings: \(count)", style: Self.style, body: body)
    }

    private var count: String { Self.count(of: map.items) }

    private static func count(of items: [CourseMap.Item]) -> String {
        "\(items.count { $0.state == .done }) of \(items.count) done"
    }

    private var body: String {
        """
        <header>
        <h1>Eventlings: your progress</h1>
        <p>\(count), as of \(calendar.date.inHTML).</p>
        \(next)</header>
        <main>
        \(map.modules.map(html).joined(separator: "\n"))
        \(weeks)</main>
        \(gaps)
        """
    }

    private var next: String {
        guard let next = map.next else { return "" }
        return "<p>Next: <code>\(next.command.inHTML)</code>, \(next.title.inHTML)</p>\n"
    }

    private var gaps: String {
        map.hasGaps
            ? "<footer>Numbers that are missing here are still being written.</footer>" : ""
    }

    private func html(of module: CourseMap.Module) -> String {
        let title = ["Module \(module.number)", module.title].filter { !$0.isEmpty }
            .joined(separator: ": ")
        return """
            <section>
            <h2>\(title.inHTML) <small>\(Self.count(of: module.items))</small></h2>
            <ol>
            \(module.items.map(html).joined(separator: "\n"))
            </ol>
            </section>
            """
    }

    private func html(of item: CourseMap.Item) -> String {
        let isNext = item.id == map.next?.id
        let next = isNext ? " <strong>← next</strong>" : ""
        return """
            <li class="\(item.state.rawValue)\(isNext ? " next" : "")">
            <span class="sign" aria-hidden="true">\(item.state.sign.text)</span>
            <span class="numeral">\(item.numeral)</span>
            <span class="name">\(item.title.inHTML) <code>\(item.id.inHTML)</code>\(next)</span>
            <span class="details">\(item.details.inHTML)</span>
            <span class="standing">\(standing(of: item).inHTML)</span>
            </li>
            """
    }

    /// `done, 2 gradings, 1 hint`
    private func standing(of item: CourseMap.Item) -> String {
        let row = report.rows.first { $0.id == item.id }
        let state =
            switch item.state {
            case .done: "done"
            case .started: row?.step.map { "at step \($0)" } ?? "begun"
            case .notStarted: ""
            }
        return [state, row?.effort ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension ProgressPage {
    private static let days = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// Nothing where nothing was done lately.
    private var weeks: String {
        if calendar.weeks.isEmpty { return "" }
        let head = Self.days.map {
            "<th scope=\"col\"><abbr title=\"\($0)\">\($0.prefix(1))</abbr></th>"
        }
        return """
            <section>
            <h2>The last weeks <small>a sign for each day on which you did something</small></h2>
            <table>
            <thead><tr><th scope="col">week of</th>\(head.joined())</tr></thead>
            <tbody>
            \(calendar.weeks.map(html).joined(separator: "\n"))
            </tbody>
            </table>
            </section>

            """
    }

    private func html(of week: ProgressCalendar.Week) -> String {
        let days = Self.days.indices.map { index in
            guard index < week.isActive.count else { return "<td></td>" }
            return week.isActive[index] ? "<td class=\"active\">✓</td>" : "<td>·</td>"
        }
        return "<tr><th scope=\"row\">\(calendar.name(of: week).inHTML)</th>\(days.joined())</tr>"
    }

    private static let style = """
        body { max-width: 60rem; }
        section { margin-top: 1.4rem; }
        h2 { break-after: avoid; }
        small { font-weight: 400; color: var(--quiet); margin-left: .5rem; }
        code { font-family: ui-monospace, monospace; font-size: .93em; }
        footer, .details, .numeral, .name code { color: var(--quiet); }
        footer { margin-top: 1.4rem; }
        li {
          display: grid; grid-template-columns: 1.2rem 2.2rem minmax(0, 1fr) 12.5rem 12.5rem;
          column-gap: .6rem; padding: .3rem .5rem; border-top: 1px solid var(--line);
          border-left: 3px solid transparent; break-inside: avoid;
        }
        li > * { overflow-wrap: anywhere; min-width: 0; }
        .numeral { text-align: right; }
        .done .sign, .done .standing, .active { color: var(--good); }
        .done .sign, .active { font-weight: 700; }
        .next { background: var(--here); border-left-color: var(--edge); }
        table { border-collapse: collapse; }
        th, td { padding: .2rem .55rem; text-align: center; font-weight: 400; color: var(--quiet); }
        th:first-child { text-align: left; padding-left: 0; }
        td.active { color: var(--good); }
        abbr { text-decoration: none; }
        @media (max-width: 46rem) {
          body { padding: 1rem; }
          li { grid-template-columns: 1.2rem 2.2rem minmax(0, 1fr); }
          .details, .standing { grid-column: 3; }
          .standing:empty { display: none; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          li { grid-template-columns: 1.2rem 2.2rem minmax(0, 1fr) 11.2rem 11.2rem; }
          .next { background: none; }
        }

        """
}
