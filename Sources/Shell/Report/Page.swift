import Judge
import Terminal

/// Lines that come together one paragraph after the other.
struct Page {
    private let capabilities: Capabilities
    private(set) var lines: [StyledText] = []

    init(_ capabilities: Capabilities) {
        self.capabilities = capabilities
    }

    mutating func add(_ paragraph: StyledText, hanging: Int = 0) {
        lines += paragraph.spelled(for: capabilities)
            .wrapped(to: capabilities.width, hanging: hanging)
    }

    /// An item of a list: a sign in front, or the word for it where signs only disturb.
    mutating func add(sign: String, word: String, _ style: Style, _ text: StyledText) {
        let mark = capabilities.unicode && !capabilities.plain ? sign : "\(word):"
        add(StyledText("  ") + StyledText(mark, style) + StyledText(" ") + text, hanging: 4)
    }

    /// What held comes first: it is what one can build on. Of what broke, the story's root comes
    /// first.
    mutating func add(_ invariants: [Verdict.Invariant]) {
        guard !invariants.isEmpty else { return }
        addGap()
        for invariant in invariants where invariant.holds {
            add(sign: "✓", word: "held", .good, StyledText(invariant.title))
        }
        for (index, broken) in invariants.filter({ !$0.holds }).enumerated() {
            let isRoot = index == 0
            add(
                sign: "✗", word: "broken", .bad,
                StyledText(broken.title, isRoot ? .emphasis : nil)
                    + StyledText(isRoot ? "" : " (broken as well)", .quiet))
        }
    }

    mutating func add(_ list: DefinitionList) {
        lines += list.lines(for: capabilities)
    }

    mutating func add(_ diagram: SequenceDiagram) {
        lines += diagram.lines(for: capabilities)
    }

    /// Lines of others, such as the compiler's: neither wrapped nor respelled.
    mutating func addExactly(_ text: String) {
        var lines = text.lines
        while lines.last?.isEmpty == true { lines.removeLast() }
        self.lines += lines.map { StyledText(String($0)) }
    }

    /// One empty line, never two in a row.
    mutating func addGap() {
        if lines.last?.isEmpty == false { lines.append(StyledText()) }
    }
}
