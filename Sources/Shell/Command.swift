/// One command: what it is called, what it takes, what it does. Help, parsing and completion all
/// come from this value.
package struct Command: Sendable {
    package typealias Run = @Sendable (Invocation, Session) throws(Complaint) -> ExitStatus

    package struct Argument: Hashable, Sendable {
        var name: String
        var isRequired = false
    }

    /// A line that somebody could type, and what it does.
    package struct Example: Hashable, Sendable {
        var line: String
        var meaning: String
    }

    package var name: String
    package var argument: Argument?
    package var options: [Option]
    /// One sentence, without the name.
    package var summary: String
    package var examples: [Example]
    /// Whether an interactive session ends with it.
    package var endsSession: Bool
    package var run: Run

    init(
        _ name: String, argument: Argument? = nil, options: [Option] = [], summary: String,
        examples: [Example] = [], endsSession: Bool = false, run: @escaping Run
    ) {
        self.name = name
        self.argument = argument
        self.options = options
        self.summary = summary
        self.examples = examples
        self.endsSession = endsSession
        self.run = run
    }

    /// `grade [ID]`
    package var signature: String {
        let argument = argument.map { $0.isRequired ? $0.name : "[\($0.name)]" }
        return [name, argument].compactMap { $0 }.joined(separator: " ")
    }

    /// `grade [ID] [--file PATH] [--json]`
    package var usage: String {
        ([signature] + options.map { "[\($0.usage)]" }).joined(separator: " ")
    }
}

extension Command.Argument {
    static let exercise = Self(name: "ID")
    static let command = Self(name: "COMMAND")
    static let requiredExercise = Self(name: "ID", isRequired: true)
}

/// `--name`, or `--name VALUE`.
package struct Option: Hashable, Sendable {
    package var name: String
    /// What the value is, for help; nil for an option that is there or not.
    package var value: String?
    package var summary: String

    package var usage: String { [name, value].compactMap { $0 }.joined(separator: " ") }
}

extension Option {
    static let workspace = Option(
        name: "--workspace", value: "DIR",
        summary: "your files are in DIR instead of Workspace in the package's root")
    static let course = Option(
        name: "--course", value: "DIR", summary: "take the Exercises in DIR instead of our own")
    static let noColor = Option(name: "--no-color", summary: "write without colour")
    static let plain = Option(
        name: "--plain", summary: "line by line and in words, for screen readers")
    static let help = Option(name: "--help", summary: "say how a command is used (also -h)")
    static let version = Option(name: "--version", summary: "say which version this is")

    /// They work with every command, before and after its name.
    static let everywhere = [workspace, course, noColor, plain, help, version]

    static let file = Option(
        name: "--file", value: "PATH", summary: "this file instead of the one in the workspace")
    static let json = Option(name: "--json", summary: "as JSON, and nothing else")
}
