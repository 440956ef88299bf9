import Course

/// The words that Tab may complete to: commands first, then what the command takes.
struct Completions {
    var exercises: [Exercise]
    /// Names of programs.
    var plays: [String] = []

    /// `line` goes up to the cursor.
    func words(_ line: String) -> [String] {
        let begun = line.split(separator: " ", omittingEmptySubsequences: false)
        guard let name = begun.first, begun.count > 1 else { return Command.all.map(\.name) }
        guard let command = Command.all.first(where: { $0.name == name }) else { return [] }
        let options = (command.options + Option.everywhere).map(\.name)
        switch command.argument {
        case .exercise?, .requiredExercise?: return exercises.map(\.id) + options
        case .play?: return plays + options
        case .command?: return Command.all.map(\.name) + options
        default: return options
        }
    }
}
