import Terminal

/// What a key means to somebody who walks through a story.
enum StoryKey: Hashable {
    case move(StoryWalk.Move)
    /// Forward, and at the end away.
    case enter
    case help, leave
    /// The window has changed, or shows what others have left.
    case paintAnew

    /// Nil for a key without a meaning.
    init?(_ key: Key) {
        switch key {
        case .enter: self = .enter
        case .right, .down: self = .move(.forward)
        case .left, .up: self = .move(.back)
        case .home: self = .move(.toStart)
        case .end: self = .move(.toEnd)
        case .escape: self = .leave
        case .character(let character): self.init(character)
        case .resized, .continued: self = .paintAnew
        case .other: return nil
        }
    }

    /// A line, where keys come with an Enter behind them.
    init?(line: String) {
        let word = line.filter { $0 != " " }
        guard let first = word.first else {
            self = .enter
            return
        }
        guard word.count == 1 else { return nil }
        self.init(first)
    }

    private init?(_ character: Character) {
        switch character {
        case " ", "n": self = .move(.forward)
        case "b": self = .move(.back)
        case "g": self = .move(.toStart)
        case "G": self = .move(.toEnd)
        case "f": self = .move(.toFault)
        case "p": self = .move(.toBreach)
        case "?", "h": self = .help
        case "q": self = .leave
        default: return nil
        }
    }

    static let legend = "Enter on · b back · f fault · p promise broken · ? keys · q leave"

    static let all: [(term: String, meaning: String)] = [
        ("Enter n", "one step on (also the arrow right or down)"),
        ("b", "one step back (also the arrow left or up)"),
        ("f", "on to the next thing that went wrong"),
        ("p", "to where the promise broke"),
        ("g G", "to the first step, to the last (also Home, End)"),
        ("q", "leave"),
    ]
}
