/// One command: what it is called, what it takes, what it does. Help, parsing and completion all
/// come from this value.
package struct Command: Sendable {
    package typealias Run = @Sendable (Invocation, Session) throws(Complaint) -> ExitStatus

    /// Where help lists it.
    package enum Section: String, CaseIterable, Sendable {
        case learning = "Learn"
        case sandbox = "Play with a broker (its clock stands still until `wait`)"
        case authoring = "Look after it all"
    }

    /// A line that somebody could type, and what it does.
    package struct Example: Hashable, Sendable {
        var line: String
        var meaning: String
    }

    /// One word or more: `topic create`.
    package var name: String
    package var arguments: [Argument]
    package var options: [Option]
    /// One sentence, without the name.
    package var summary: String
    package var examples: [Example]
    package var section: Section
    /// Whether an interactive session ends with it.
    package var endsSession: Bool
    package var run: Run

    init(
        _ name: String, _ arguments: Argument..., options: [Option] = [], summary: String,
        examples: [Example] = [], section: Section = .learning, endsSession: Bool = false,
        run: @escaping Run
    ) {
        self.name = name
        self.arguments = arguments
        self.options = options
        self.summary = summary
        self.examples = examples
        self.section = section
        self.endsSession = endsSession
        self.run = run
    }

    var words: [String] { name.split(separator: " ").map(String.init) }

    /// `grade [ID]`
    package var signature: String {
        ([name] + arguments.map(\.usage)).joined(separator: " ")
    }

    /// `grade [ID] [--file PATH] [--json]`
    package var usage: String {
        ([signature] + options.map { "[\($0.usage)]" }).joined(separator: " ")
    }
}
