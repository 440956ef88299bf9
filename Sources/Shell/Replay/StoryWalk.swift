import Judge

/// A place in a story, and the ways from there.
struct StoryWalk {
    enum Move: Hashable {
        case forward, back, toStart, toEnd
        /// To the next thing that went wrong; after the last to the first.
        case toFault
        /// To where the promise broke.
        case toBreach
    }

    let story: Story
    private(set) var position = 0

    init(_ story: Story) {
        self.story = story
    }

    private var last: Int { max(0, story.timeline.count - 1) }

    var isAtEnd: Bool { position == last }

    /// Stays where there is nothing to go to.
    mutating func go(_ move: Move) {
        switch move {
        case .forward: position = min(position + 1, last)
        case .back: position = max(position - 1, 0)
        case .toStart: position = 0
        case .toEnd: position = last
        case .toFault:
            let faults = story.timeline.indices.filter { story.timeline[$0].isFault }
            position = faults.first { $0 > position } ?? faults.first ?? position
        case .toBreach:
            position = story.timeline.firstIndex { $0.kind == .broken } ?? position
        }
    }
}

extension Story.Step {
    fileprivate var isFault: Bool { kind == .fault || kind == .lost }
}
