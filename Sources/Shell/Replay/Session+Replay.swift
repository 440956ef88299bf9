import Judge
import Terminal

extension Session {
    /// Shows a story step by step to somebody at a terminal, and whole to everybody else.
    func walk(_ story: Story) {
        guard surroundings.isInteractive, !story.timeline.isEmpty else {
            output.write(lines: StoryList(story).lines(for: output.capabilities))
            return tellCause(of: story)
        }
        if output.capabilities.height == nil {
            walkLineByLine(story)
        } else {
            surroundings.withKeys { walk(story, by: $0) }
        }
    }

    /// One screen is painted over the other.
    private func walk(_ story: Story, by nextKey: () -> Key?) {
        let states = story.brokerStates
        var walk = StoryWalk(story)
        var picture = Picture()
        var showsAllKeys = false
        var output = output
        while true {
            let frame = StoryFrame(
                story: story, states: states, position: walk.position, showsAllKeys: showsAllKeys)
            let lines = frame.lines(for: output.capabilities)
            output.writeExactly(picture.replaced(by: lines, for: output.capabilities))
            var key: StoryKey?
            while key == nil {
                guard let pressed = nextKey() else { return }
                key = StoryKey(pressed)
            }
            if key == .paintAnew {
                output.capabilities = surroundings.capabilities(for: options)
                picture.losesItsPlace()
                continue
            }
            showsAllKeys = key == .help && !showsAllKeys
            guard let key, walk.takes(key) else { return }
        }
    }

    /// For screen readers and terminals that can't paint: each step comes below the last.
    private func walkLineByLine(_ story: Story) {
        let list = StoryList(story)
        var walk = StoryWalk(story)
        output.write("\(StoryKey.legend). Each with Enter.")
        while true {
            output.write(lines: list.lines(at: walk.position, for: output.capabilities))
            if walk.isAtEnd { tellCause(of: story) }
            guard let line = surroundings.readLine() else { return }
            let key = StoryKey(line: line) ?? .help
            if key == .help {
                output.write(
                    lines: DefinitionList(items: StoryKey.all).lines(for: output.capabilities))
            }
            guard walk.takes(key) else { return }
        }
    }

    private func tellCause(of story: Story) {
        if let cause = story.cause {
            output.write(StyledText("Why: ", .emphasis) + StyledText(cause))
        }
    }
}

extension StoryWalk {
    /// False where the key leaves.
    fileprivate mutating func takes(_ key: StoryKey) -> Bool {
        switch key {
        case .leave: return false
        case .enter:
            if isAtEnd { return false }
            go(.forward)
        case .move(let move): go(move)
        case .help, .paintAnew: break
        }
        return true
    }
}
