import Course
import Judge
import Terminal

/// A story as a page for a browser. With a script, one steps through it as in the terminal.
struct StoryPage {
    let story: Story
    let exercise: Exercise

    var page: WebPage {
        WebPage(
            command: "replay", title: title, style: StoryPageStyle.css, body: body,
            script: StoryPageStyle.script)
    }

    private var body: String {
        """
        <header>
        <h1>\(title.inHTML)</h1>
        <p>\(summary.inHTML)</p>
        \(cause)</header>
        <main>
        <section aria-label="The story, step by step">
        \(laneNames)
        <ol id="steps" style="--lanes: \(story.lanes.count)">
        \(steps)
        </ol>
        </section>
        <aside id="beside" hidden="hidden" aria-label="The broker after the step">
        <h2>The broker</h2>
        <div id="state"></div>
        </aside>
        </main>
        <nav id="keys" hidden="hidden" aria-label="Steps">
        \(Self.buttons)
        <span id="place"></span>
        <span id="spoken" class="unseen" aria-live="polite"></span>
        </nav>
        """
    }

    private var title: String {
        let end = story.timeline.last { $0.kind == .broken }
        return "\(exercise.numeral) \(exercise.title): \(end?.text ?? "the story")"
    }

    private var summary: String {
        story.faults.isEmpty
            ? "It needs no fault at all."
            : "What went wrong around it: \(story.faults.joined(separator: ", then "))."
    }

    private var cause: String {
        story.cause.map { "<p><strong>Why:</strong> \($0.inHTML)</p>\n" } ?? ""
    }

    private var laneNames: String {
        let names = story.lanes.map { "<b>\($0.inHTML)</b>" }.joined()
        return "<div class=\"lanes\" aria-hidden=\"true\" style=\"--lanes: \(story.lanes.count)\">"
            + "<span>time</span><div>\(names)</div></div>"
    }

    private var steps: String {
        var drawing = StoryPageDrawing(lanes: story.lanes)
        return zip(story.timeline, story.brokerStates).enumerated().map { index, step in
            """
            <li id="step-\(index + 1)" class="\(step.0.kind.rawValue)">
            <span class="time" aria-hidden="true">\(step.0.at.inHTML)</span>
            <div class="picture" aria-hidden="true">\(drawing.html(of: step.0.drawn))</div>
            <p class="words">\(step.0.drawn.sentence.text.inHTML)</p>
            <div class="state\(index > 0 && !step.1.isChanged ? " same" : "")">\(step.1.html)</div>
            </li>
            """
        }.joined(separator: "\n")
    }

    private static let buttons = [
        ("start", "First step (Home)", "|‹"), ("back", "One step back (arrow left)", "‹ back"),
        ("on", "One step on (arrow right)", "on ›"), ("end", "Last step (End)", "›|"),
        ("fault", "To the next fault (f)", "fault"),
        ("breach", "To where the promise broke (p)", "promise broken"),
    ].map { name, meaning, text in
        "<button type=\"button\" data-go=\"\(name)\" title=\"\(meaning)\" aria-label=\"\(meaning)\">"
            + "\(text)</button>"
    }.joined(separator: "\n")
}

extension BrokerState {
    fileprivate var html: String {
        lines.map { line in
            let facts = line.facts.map { fact in
                let text = fact.text.text.inHTML
                let name = fact.change == nil ? "span" : "em"
                return "<\(name) class=\"fact\">\(text)</\(name)>"
            }
            return "<p><b>\(line.name.inHTML):</b> \(facts.joined(separator: ", "))</p>"
        }.joined()
    }
}
