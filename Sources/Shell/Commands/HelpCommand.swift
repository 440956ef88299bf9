import Terminal

extension Command {
    static let help = Command(
        "help", .command.any,
        summary: "lists the commands, or explains one",
        examples: [
            Example(line: "help grade", meaning: "everything about `grade`"),
            Example(line: "help all", meaning: "every command, with what it takes"),
            Example(line: "help topics", meaning: "the ten words that everyone needs"),
        ],
        section: .authoring
    ) { invocation, session throws(Complaint) in
        let capabilities = session.output.capabilities
        let name = invocation.words(for: .command).map(\.text).joined(separator: " ")
        let lines =
            switch name {
            case "": Help.glance(capabilities)
            case "all": Help.overview(capabilities)
            case "topics": Glossary.lines(for: capabilities)
            default: try Help.lines(forName: name, capabilities)
            }
        session.output.write(lines: lines)
        return .success
    }

    static let quit = Command("quit", summary: "leaves", section: .authoring, endsSession: true) {
        _, _ throws(Complaint) in .success
    }
}
