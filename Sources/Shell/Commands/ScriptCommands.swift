import Foundation
import Terminal

extension Command {
    static let source = Command(
        "source", .script,
        summary: "plays a script of commands, up to the first that fails, or to `quit`",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        try session.playScript(session.path(invocation[.script] ?? ""))
    }

    static let save = Command(
        "save", .script, summary: "writes the commands that led to this sandbox as a script",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        let file = session.path(invocation[.script] ?? "")
        let commands = session.desk.typed
        let script = commands.map { $0 + "\n" }.joined()
        try session.write(script, toNew: file, by: "save")
        session.output.write(
            "\(commands.count == 1 ? "1 command" : "\(commands.count) commands") in \(session.shown(file)); "
                + "`source \(session.shown(file))` plays them.")
        return .success
    }
}

extension Session {
    /// A script may play others, but none that is being played: that would never end. Blank lines
    /// are layout: to a lesson they would mean Enter.
    fileprivate func playScript(_ file: URL) throws(Complaint) -> ExitStatus {
        let script = file.resolvingSymlinksInPath()
        guard !desk.scripts.contains(script) else {
            throw Complaint(
                "\(shown(file)) is being played already, and would play itself for ever; take "
                    + "this `source` out of it")
        }
        let text = try text(in: file)
        desk.scripts.append(script)
        defer { desk.scripts.removeLast() }
        for (number, line) in zip(1..., text.lines) where !line.allSatisfy(\.isWhitespace) {
            output.write(StyledText("> \(line)", .quiet), hanging: 2)
            let outcome = outcome(of: String(line), where: "\(shown(file)):\(number): ")
            if outcome.endsSession { break }
            guard outcome.status == .success else { return outcome.status }
        }
        return .success
    }
}
