/// `--name`, or `--name VALUE`.
package struct Option: Hashable, Sendable {
    package var name: String
    /// What the value is, for help; nil for an option that is there or not.
    package var value: String?
    package var summary: String
    /// The values that there are, for completion; empty where they can't be listed.
    package var choices: [String] = []
    /// What the value names, where it names something that there is a list of.
    package var naming = Argument.Naming.nothing

    package var usage: String { [name, value].compactMap { $0 }.joined(separator: " ") }
}

extension Option {
    static let workspace = Option(
        name: "--workspace", value: "DIR",
        summary: "your files are in DIR instead of Workspace in the package's root", naming: .path)
    static let course = Option(
        name: "--course", value: "DIR",
        summary: "take the Lessons and Exercises in DIR instead of our own", naming: .path)
    static let data = Option(
        name: "--data", value: "DIR",
        summary: "the sandbox's topics are kept in DIR, and are there again next time",
        naming: .path)
    static let noColor = Option(name: "--no-color", summary: "write without colour")
    static let plain = Option(
        name: "--plain", summary: "line by line and in words, for screen readers")
    static let help = Option(name: "--help", summary: "say how a command is used (also -h)")
    static let version = Option(name: "--version", summary: "say which version this is")

    /// They work with every command, before and after its name.
    static let everywhere = [workspace, course, data, noColor, plain, help, version]

    static let file = Option(
        name: "--file", value: "PATH", summary: "this file instead of the one in the workspace",
        naming: .path)
    static let thorough = Option(
        name: "--thorough", summary: "many times as many schedules: about 10 s")
    static let live = Option(
        name: "--live",
        summary:
            "in the sandbox, as a member by the name of ID-1: you produce, crash and restart it")
    static let html = Option(
        name: "--html", value: "FILE", summary: "as one page for a browser, written to FILE",
        naming: .path)
    static let module = Option(
        name: "--module", value: "N", summary: "for module N instead of the last one")
    static let json = Option(name: "--json", summary: "as JSON, and nothing else")
}
