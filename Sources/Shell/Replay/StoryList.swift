import Judge
import Terminal

/// A story as a list of steps in words, the broker's state below each step that changed it.
struct StoryList {
    let story: Story
    private let states: [BrokerState]

    init(_ story: Story) {
        self.story = story
        states = story.brokerStates
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        story.timeline.indices.flatMap { index in
            lines(
                at: index, withState: index == 0 || states[index].isChanged, for: capabilities)
        }
    }

    /// One step, and the whole state there.
    func lines(at index: Int, for capabilities: Capabilities) -> [StyledText] {
        lines(at: index, withState: true, for: capabilities)
    }

    private func lines(
        at index: Int, withState: Bool, for capabilities: Capabilities
    ) -> [StyledText] {
        guard story.timeline.indices.contains(index) else { return [] }
        let step = story.timeline[index].drawn
        var page = Page(capabilities)
        let place = "\(index + 1)/\(story.timeline.count)  "
        page.add(StyledText(place, .quiet) + step.sentence, hanging: 4)
        for line in withState ? states[index].lines : [] {
            page.add("    " + line.text, hanging: 6)
        }
        return page.lines
    }
}
