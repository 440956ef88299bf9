import Terminal

/// Terms to the left, what they mean to the right; in words where columns would only disturb.
struct DefinitionList {
    private static let margin = "  "
    private static let gap = "  "
    /// A term that leaves less to its meaning has it below.
    private static let leastMeaning = 30

    var items: [(term: String, meaning: String)]

    func lines(for capabilities: Capabilities) -> [StyledText] {
        if capabilities.plain { return items.flatMap { sentence($0, capabilities) } }
        let room =
            capabilities.width - Self.margin.count - Self.gap.count - Self.leastMeaning
        let column = items.map(\.term.displayWidth).filter { $0 <= room }.max() ?? 2
        let indent = Self.margin.count + column + Self.gap.count
        return items.flatMap { item in
            let term = StyledText(Self.margin) + StyledText(item.term, .code)
            let meaning = StyledText(item.meaning)
            let pieces =
                item.term.displayWidth <= column
                ? [(term + StyledText(Self.gap)).padded(to: indent) + meaning]
                : [term, StyledText(String(repeating: " ", count: indent)) + meaning]
            return pieces.flatMap {
                $0.spelled(for: capabilities).wrapped(to: capabilities.width, hanging: indent)
            }
        }
    }

    private func sentence(
        _ item: (term: String, meaning: String), _ capabilities: Capabilities
    ) -> [StyledText] {
        (StyledText(item.term, .code) + StyledText(": " + item.meaning))
            .spelled(for: capabilities).wrapped(to: capabilities.width)
    }
}
