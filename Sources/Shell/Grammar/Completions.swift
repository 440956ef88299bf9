import Terminal

/// The words that Tab may complete to: commands first, then what the command takes.
struct Completions {
    /// What there is of each kind now; of paths those that begin like the second.
    let names: (Argument.Naming, _ begun: String) -> [String]
    /// What may be said beside commands: a lesson's own words.
    var others: () -> [String] = { [] }

    /// `line` goes up to the cursor.
    func words(_ line: String) -> [String] {
        var begun = LineBegun(line).words.map(String.init)
        let stem = begun.removeLast()
        let typed = Self.withoutLeadingOptions(begun.filter { !$0.isEmpty })
        let names = Self.commandWords(after: typed) + (typed.isEmpty ? others() : [])
        let command = Self.command(begunBy: typed)
        if stem.hasPrefix("-"), command != nil || typed.isEmpty {
            return Self.options(of: command, begunBy: stem)
        }
        if let option = Self.option(typed.last, of: command), option.value != nil {
            return option.choices + self.names(option.naming, stem)
        }
        guard let command else { return names }
        return names
            + words(for: command, after: typed.dropFirst(command.words.count), begun: stem)
    }

    private func words(
        for command: Command, after typed: ArraySlice<String>, begun stem: String
    ) -> [String] {
        let given = positional(typed, of: command)
        let argument =
            given < command.arguments.count
            ? command.arguments[given] : command.arguments.last { $0.takesMany }
        guard let argument else { return [] }
        if argument.naming == .command {
            return Self.commandWords(after: typed.filter { !$0.hasPrefix("-") })
                + (given == 0 ? names(argument.naming, stem) : [])
        }
        return argument.kind == .literal ? [argument.name] : names(argument.naming, stem)
    }

    /// How many of the words are neither options nor their values.
    private func positional(_ typed: ArraySlice<String>, of command: Command) -> Int {
        var count = 0
        var isValue = false
        for word in typed {
            if isValue {
                isValue = false
            } else if word.hasPrefix("-") {
                isValue = Self.option(word, of: command)?.value != nil
            } else {
                count += 1
            }
        }
        return count
    }

    /// Its own ones, as long as the word could be one of them: those that work everywhere are more,
    /// and hardly ever meant.
    private static func options(of command: Command?, begunBy stem: String) -> [String] {
        let own = (command?.options ?? []).map(\.name)
        return own.contains { $0.hasPrefix(stem) } ? own : Option.everywhere.map(\.name)
    }

    /// On a command line, options may come before the command. One that waits for its value stays.
    private static func withoutLeadingOptions(_ typed: [String]) -> [String] {
        var rest = typed[...]
        while let word = rest.first, word.hasPrefix("-") {
            if option(word, of: nil)?.value == nil {
                rest.removeFirst()
            } else if rest.count > 1 {
                rest.removeFirst(2)
            } else {
                break
            }
        }
        return Array(rest)
    }

    /// Of the command's, or of those that work everywhere.
    private static func option(_ word: String?, of command: Command?) -> Option? {
        ((command?.options ?? []) + Option.everywhere).first { $0.name == word }
    }

    private static func command(begunBy typed: [String]) -> Command? {
        Command.all.filter { typed.starts(with: $0.words) }.max { $0.words.count < $1.words.count }
    }

    /// The next words of the commands whose names begin so.
    private static func commandWords(after typed: [String]) -> [String] {
        Command.all.map(\.words).filter { $0.count > typed.count && $0.starts(with: typed) }
            .map { $0[typed.count] }
    }
}
