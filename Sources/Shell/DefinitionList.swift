import Terminal

/// Terms to the left, what they mean to the right; in words where columns would only disturb.
struct DefinitionList {
    private static let margin = "  "

    var items: [(term: String, meaning: String)]

    func lines(for capabilities: Capabilities) -> [StyledText] {
        if capabilities.plain { return items.flatMap { sentence($0, capabilities) } }
        let column = items.map(\.term.displayWidth).max() ?? 0
        return items.flatMap { item in
            let term = StyledText(Self.margin) + StyledText(item.term, .code).padded(to: column)
            let meaning = StyledText("  " + item.meaning)
            return (term + meaning).spelled(for: capabilities)
                .wrapped(to: capabilities.width, hanging: Self.margin.count + column + 2)
        }
    }

    private func sentence(
        _ item: (term: String, meaning: String), _ capabilities: Capabilities
    ) -> [StyledText] {
        (StyledText(item.term, .code) + StyledText(": " + item.meaning))
            .spelled(for: capabilities).wrapped(to: capabilities.width)
    }
}
