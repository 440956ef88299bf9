import Course
import Judge
import Terminal

/// A play as a person reads it: what was played, the story, what held and what broke, and what took
/// effect. It is no grading: nothing here is the learner's to mend.
struct PlayReport {
    var program: PlayProgram
    var result: PlayResult

    func lines(for capabilities: Capabilities) -> [StyledText] {
        var page = Page(capabilities)
        page.add(StyledText("\(program.name): ", .title) + StyledText(program.summary))
        page.add(StyledText(faults))
        page.addGap()
        if let story = result.verdict.counterexample { page.add(story.diagram) }
        page.add(result.verdict.invariants)
        addWhy(to: &page)
        addEffects(to: &page)
        return page.lines
    }

    private var faults: String {
        let faults = result.verdict.counterexample?.faults ?? []
        return faults.isEmpty
            ? "Nothing goes wrong around it."
            : "What goes wrong: \(faults.joined(separator: ", then "))."
    }

    private func addWhy(to page: inout Page) {
        let reasons = [result.verdict.counterexample?.cause, result.verdict.message]
        for reason in reasons.compactMap({ $0 }) {
            page.addGap()
            page.add(StyledText("Why: ", .emphasis) + StyledText(reason))
        }
    }

    /// Commits aside: they are in the story, and nobody outside notices them.
    private func addEffects(to page: inout Page) {
        let totals = result.effects.filter { $0.subject == nil && $0.call != .commit }
        guard !totals.isEmpty else { return }
        page.addGap()
        page.add(StyledText("What took effect:"))
        page.add(
            DefinitionList(
                items: totals.map { total in
                    (term: total.call.rawValue, meaning: subjects(of: total.call))
                }))
    }

    /// `order-1 twice, order-2 once`
    private func subjects(of call: CallName) -> String {
        result.effects.filter { $0.call == call }.compactMap { effect in
            effect.subject.map { "\($0) \(effect.count.times)" }
        }.sorted().joined(separator: ", ")
    }
}

extension Int {
    /// `once`, `twice`, `3 times`
    fileprivate var times: String {
        switch self {
        case 1: "once"
        case 2: "twice"
        default: "\(self) times"
        }
    }
}
