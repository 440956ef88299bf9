import Course
import Judge
import Terminal

extension Command {
    static let play = Command(
        "play", .play.optional, options: FaultOptions.all,
        summary: "runs a program of the course under faults you name, and draws it",
        examples: [
            Example(line: "play", meaning: "the programs there are"),
            Example(
                line: "play charge-then-commit --crash after:gateway.charge",
                meaning: "its process dies when the money is taken"),
            Example(
                line: "play charge-with-key --lose answer:charge#2 --rewind",
                meaning: "#2 is the second such call of the run; without # it is the first"),
        ]
    ) { invocation, session throws(Complaint) in
        guard invocation[.play] != nil else {
            try session.listPlays(invocation)
            return .success
        }
        let report = try session.play(invocation)
        session.desk.play = PlayState(report: report)
        session.output.write(lines: report.lines(for: session.output.capabilities))
        return .success
    }
}

extension Session {
    fileprivate func listPlays(_ invocation: Invocation) throws(Complaint) {
        let plays = try plays()
        for finding in plays.findings { output.writeError(finding.description) }
        if let fault = try FaultOptions.faults(in: invocation).first {
            throw Complaint("`\(fault)` in which program? Write `play NAME \(fault)`.")
        }
        guard !plays.programs.isEmpty else {
            return output.write("There are no programs to play in this course.")
        }
        let programs = DefinitionList(items: plays.programs.map { ($0.name, $0.summary) })
        output.write(lines: programs.lines(for: output.capabilities))
        output.write()
        output.write("`play NAME` runs one in calm; `help play` lists the faults you can name.")
    }
}
