/// What a piece of text means. Colour only repeats what words or signs already say.
package enum Style: Hashable, Sendable, CaseIterable {
    case title, emphasis
    /// A promise kept, a pass.
    case good
    /// A promise broken, a failure.
    case bad
    /// What the world did: a crash, a lost answer.
    case fault
    /// Times, lifelines, asides.
    case quiet
    /// What a learner types or wrote.
    case code

    /// An index into the 256-colour palette, nil for the terminal's own colour of text.
    ///
    /// Indices from 16 on are the same shade in every theme; these have a contrast of at least
    /// 3.5 to both black and white (WCAG 2.1).
    var colour: Int? {
        switch self {
        case .title, .emphasis: nil
        case .good: 28
        case .bad, .fault: 196
        case .quiet: 243
        case .code: 30
        }
    }

    /// The parameters of the escape sequence that selects this style (ECMA-48 SGR).
    var parameters: String {
        let shade = colour.map { "38;5;\($0)" }
        return switch self {
        case .title, .emphasis: "1"
        case .bad: "1;7;" + (shade ?? "")
        case .fault: "1;" + (shade ?? "")
        case .good, .quiet, .code: shade ?? ""
        }
    }
}
