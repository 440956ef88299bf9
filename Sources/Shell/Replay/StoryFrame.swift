import Judge
import Terminal

/// One screen of a walk: the diagram up to the step where one stands, the broker's state beside it
/// or below, and the keys.
struct StoryFrame {
    private static let stateWidth = 30
    private static let gap = 2
    /// What a diagram needs so that a state may stand beside it.
    private static let leastDiagram = 68

    let story: Story
    let states: [BrokerState]
    let position: Int
    var showsAllKeys = false

    func lines(for capabilities: Capabilities) -> [StyledText] {
        let lines = drawnLines(capabilities)
        guard let height = capabilities.height, lines.count > height - 1 else { return lines }
        return sentence(in: max(1, height - 1), capabilities)
    }

    /// What a window has room for that is too small for a drawing.
    private func sentence(in rows: Int, _ capabilities: Capabilities) -> [StyledText] {
        var page = Page(capabilities)
        page.add(story.timeline[position].drawn.sentence)
        let place = place + StyledText("  q leave", .quiet)
        return Array(page.lines.prefix(max(1, rows - 1)))
            + place.wrapped(to: capabilities.width).prefix(min(1, rows - 1))
    }

    private func drawnLines(_ capabilities: Capabilities) -> [StyledText] {
        let below = footer(for: capabilities)
        let isWide = capabilities.width - Self.stateWidth - Self.gap >= Self.leastDiagram
        let room = capabilities.height.map { max(1, $0 - 1 - below.count) } ?? .max
        return (isWide ? sideBySide(room, capabilities) : stacked(room, capabilities)) + below
    }

    // MARK: Diagram and state

    private func sideBySide(_ room: Int, _ capabilities: Capabilities) -> [StyledText] {
        var narrower = capabilities
        narrower.width -= Self.stateWidth + Self.gap
        let diagram = diagram(room, narrower)
        let state =
            [StyledText("The broker after this step", .title)]
            + (states[position].lines.flatMap { $0.lines(width: Self.stateWidth) })
            .map { $0.spelled(for: capabilities) }
        return (0..<min(room, max(diagram.count, state.count))).map { row in
            let left = row < diagram.count ? diagram[row] : StyledText()
            guard row < state.count else { return left }
            return left.padded(to: narrower.width + Self.gap) + state[row]
        }
    }

    private func stacked(_ room: Int, _ capabilities: Capabilities) -> [StyledText] {
        var page = Page(capabilities)
        page.add(StyledText())
        page.add(StyledText("The broker after this step", .title))
        for line in states[position].lines { page.add("  " + line.text, hanging: 4) }
        return diagram(max(1, room - page.lines.count), capabilities) + page.lines
    }

    /// The last lines of it, where not all have room; the lanes' names stay in sight.
    private func diagram(_ room: Int, _ capabilities: Capabilities) -> [StyledText] {
        let pieces = story.diagram.pieces(for: capabilities)
        var rows = pieces.steps[...position].flatMap(\.self)
        let current = rows.count - pieces.steps[position].count
        if story.diagram.isDrawn(for: capabilities) {
            rows[current] = marked(rows[current], capabilities)
        }
        let left = max(1, room - pieces.heading.count)
        return pieces.heading + rows.suffix(left)
    }

    /// In the margin, which is always there.
    private func marked(_ row: StyledText, _ capabilities: Capabilities) -> StyledText {
        StyledText(capabilities.unicode ? "▸" : ">", .title) + row.dropping(columns: 1)
    }

    // MARK: Below

    private var place: StyledText {
        StyledText("Step \(position + 1)/\(story.timeline.count)", .title)
    }

    private func footer(for capabilities: Capabilities) -> [StyledText] {
        var page = Page(capabilities)
        page.add(StyledText())
        if position == story.timeline.count - 1, let cause = story.cause {
            page.add(StyledText("Why: ", .emphasis) + StyledText(cause))
        }
        guard showsAllKeys else {
            page.add(place + StyledText("  \(StoryKey.legend)", .quiet), hanging: 2)
            return page.lines
        }
        page.add(place)
        page.add(DefinitionList(items: StoryKey.all))
        return page.lines
    }
}
