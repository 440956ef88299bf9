import Terminal

extension Command {
    static let help = Command(
        "help", .command.any,
        summary: "lists the commands, or explains one",
        examples: [Example(line: "help grade", meaning: "everything about `grade`")],
        section: .authoring
    ) { invocation, session throws(Complaint) in
        let capabilities = session.output.capabilities
        let name = invocation.words(for: .command).map(\.text).joined(separator: " ")
        session.output.write(
            lines: name.isEmpty
                ? Help.overview(capabilities) : try Help.lines(forName: name, capabilities))
        return .success
    }

    static let quit = Command("quit", summary: "leaves", section: .authoring, endsSession: true) {
        _, _ throws(Complaint) in .success
    }
}
