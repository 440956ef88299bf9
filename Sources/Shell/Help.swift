import Terminal

/// What `help` says, made from the command table.
enum Help {
    static func overview(_ capabilities: Capabilities) -> [StyledText] {
        let commands = DefinitionList(items: Command.all.map { ($0.signature, $0.summary) })
        return [
            StyledText("eventlings [COMMAND] [OPTION…]", .title).spelled(for: capabilities),
            StyledText(),
        ]
            + StyledText(
                "Without a command: a prompt, or the commands that come through a pipe, one a "
                    + "line. ID is an exercise's id, its number (06), or the beginning of its id; "
                    + "without one, the exercise you started last is meant."
            )
            .wrapped(to: capabilities.width)
            + [StyledText()] + commands.lines(for: capabilities)
            + [StyledText()] + optionsEverywhere(capabilities)
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
