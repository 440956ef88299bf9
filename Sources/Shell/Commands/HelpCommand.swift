import Terminal

extension Command {
    static let help = Command(
        "help", .command.any,
        summary: "lists the commands, or explains one",
        examples: [
            Example(line: "help grade", meaning: "everything about `grade`"),
            Example(line: "help topics", meaning: "the ten words that everyone needs"),
        ],
        section: .authoring
    ) { invocation, session throws(Complaint) in
        let capabilities = session.output.capabilities
        let name = invocation.words(for: .command).map(\.text).joined(separator: " ")
        guard name != "topics" else {
            session.output.write(lines: Glossary.lines(for: capabilities))
            return .success
        }
        session.output.write(
            lines: name.isEmpty
                ? Help.overview(capabilities) : try Help.lines(forName: name, capabilities))
        return .success
    }

    static let quit = Command("quit", summary: "leaves", section: .authoring, endsSession: true) {
        _, _ throws(Complaint) in .success
    }
}
