import Terminal

/// What `help` says, made from the command table.
enum Help {
    /// One screen: what a learner does, and the names of the rest.
    static func glance(_ capabilities: Capabilities) -> [StyledText] {
        Command.Section.allCases.flatMap { section in
            let commands = Command.all.filter { $0.section == section }
            let ofOneWord = commands.filter { $0.words.count == 1 }
            let names = commands.map { StyledText($0.name, .code) }.joined(separator: ", ")
            return [StyledText(section.rawValue, .title).spelled(for: capabilities)]
                + (section == .learning
                    ? DefinitionList(items: ofOneWord.map { ($0.name, $0.summary) })
                        .lines(for: capabilities)
                    : ("  " + names).wrapped(to: capabilities.width, hanging: 2))
        } + [StyledText()]
            + StyledText(
                "`help COMMAND` explains one (`help progress`, say), `help all` all of them; "
                    + "`help topics` explains the ten words that everyone needs."
            ).wrapped(to: capabilities.width)
    }

    static func overview(_ capabilities: Capabilities) -> [StyledText] {
        let sections = Command.Section.allCases.flatMap { section in
            [StyledText(), StyledText(section.rawValue, .title).spelled(for: capabilities)]
                + DefinitionList(
                    items: Command.all.filter { $0.section == section }
                        .map { ($0.signature, $0.summary) }
                ).lines(for: capabilities)
        }
        return [
            StyledText("eventlings [COMMAND] [OPTION…]", .title).spelled(for: capabilities),
            StyledText(),
        ]
            + StyledText(
                "Without a command: a prompt, or the commands that come through a pipe, one a "
                    + "line. ID is the id of a lesson or an exercise, its number (2.1, 06), or the "
                    + "beginning of its id; without one, the exercise you started last is meant."
            )
            .wrapped(to: capabilities.width)
            + sections + [StyledText()] + optionsEverywhere(capabilities)
    }

    /// What is said of a command, or of all that begin with that word.
    static func lines(
        forName name: String, _ capabilities: Capabilities
    ) throws(Complaint) -> [StyledText] {
        let family = Command.all.filter { $0.words.first == name && $0.name != name }
        guard Command.all.contains(where: { $0.name == name }) || family.isEmpty else {
            return DefinitionList(items: family.map { ($0.usage, $0.summary) })
                .lines(for: capabilities)
        }
        return lines(for: try Command.all.command(named: name), capabilities)
    }

    static func lines(for command: Command, _ capabilities: Capabilities) -> [StyledText] {
        var lines = StyledText(command.usage, .title)
            .wrapped(to: capabilities.width, hanging: 2)
        lines += StyledText(command.summary).spelled(for: capabilities)
            .wrapped(to: capabilities.width)
        if !command.options.isEmpty {
            let options = DefinitionList(items: command.options.map { ($0.usage, $0.summary) })
            lines += [StyledText()] + options.lines(for: capabilities)
        }
        if !command.examples.isEmpty {
            let examples = DefinitionList(items: command.examples.map { ($0.line, $0.meaning) })
            lines += [StyledText(), StyledText("Examples:")] + examples.lines(for: capabilities)
        }
        return lines + [StyledText()] + optionsEverywhere(capabilities)
    }

    private static func optionsEverywhere(_ capabilities: Capabilities) -> [StyledText] {
        let options = DefinitionList(items: Option.everywhere.map { ($0.usage, $0.summary) })
        return [StyledText("With every command:")] + options.lines(for: capabilities)
    }
}
