import Terminal

extension Command {
    static let help = Command(
        "help", argument: .command,
        summary: "lists the commands, or explains one",
        examples: [Example(line: "help grade", meaning: "everything about `grade`")]
    ) { invocation, session throws(Complaint) in
        let capabilities = session.output.capabilities
        let lines =
            if let name = invocation.argument {
                Help.lines(for: try all.command(named: name), capabilities)
            } else {
                Help.overview(capabilities)
            }
        session.output.write(lines: lines)
        return .success
    }

    static let quit = Command("quit", summary: "leaves", endsSession: true) {
        _, _ throws(Complaint) in .success
    }
}
