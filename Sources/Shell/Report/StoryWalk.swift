import Judge
import Terminal

/// A story told step by step, with the broker's state below each step.
struct StoryWalk {
    let story: Story
    private(set) var position = 0

    init(_ story: Story) {
        self.story = story
    }

    var isAtEnd: Bool { position >= story.timeline.count - 1 }

    mutating func goForward() {
        position = min(position + 1, max(0, story.timeline.count - 1))
    }

    mutating func goBack() {
        position = max(0, position - 1)
    }

    /// The step one stands at.
    func lines(for capabilities: Capabilities) -> [StyledText] {
        story.timeline.indices.contains(position) ? lines(at: position, capabilities) : []
    }

    /// Every step, for where nobody can press a key.
    func allLines(for capabilities: Capabilities) -> [StyledText] {
        story.timeline.indices.flatMap { lines(at: $0, capabilities) }
    }

    private func lines(at index: Int, _ capabilities: Capabilities) -> [StyledText] {
        let step = story.timeline[index]
        let place = "\(index + 1)/\(story.timeline.count)"
        let actors = [step.lane, step.peer].compactMap { $0 }.filter { !$0.isEmpty }
        var page = Page(capabilities)
        page.add(
            StyledText("\(place)  \(step.at)  ", .quiet)
                + StyledText(actors.joined(separator: " → "), .emphasis) + StyledText(": ")
                + StyledText("\(step.words)\(step.text)", step.style), hanging: 4)
        for line in step.broker {
            page.add(StyledText("    \(line)", .quiet), hanging: 6)
        }
        return page.lines
    }
}

extension Story.Step {
    /// What colour alone must not say.
    fileprivate var words: String {
        switch kind {
        case .call, .effect, .lifecycle, .pause: ""
        case .answer: "answers "
        case .lost: "LOST "
        case .fault: "FAULT "
        case .print: "prints "
        case .broken: "PROMISE BROKEN "
        }
    }

    fileprivate var style: Style? {
        switch kind {
        case .call, .answer, .effect, .lifecycle: nil
        case .pause: .quiet
        case .lost, .fault: .fault
        case .print: .code
        case .broken: .bad
        }
    }
}
