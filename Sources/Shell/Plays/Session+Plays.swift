import Course
import Foundation
import Judge

extension Session {
    /// Plays what a line such as `play charge-then-commit --crash after:commit` names, and draws
    /// nothing yet.
    func play(_ line: String) throws(Complaint) -> PlayReport {
        guard
            case .run(_, let invocation) = try Request.parse(
                try WordSplitter.split(line), table: [Command.play])
        else { throw Complaint("\(quoted(line)) plays nothing; usage: \(Command.play.usage)") }
        return try play(invocation)
    }

    func play(_ invocation: Invocation) throws(Complaint) -> PlayReport {
        let program = try program(invocation[.play])
        let faults = try FaultOptions.faults(in: invocation)
        let result = try play(program, faults)
        guard result.verdict.counterexample != nil else {
            throw Complaint(unplayed: result.verdict)
        }
        // A program that breaks down has a story to tell, whatever it never came to.
        let ranToItsEnd = [.passed, .failed].contains(result.verdict.verdict)
        if ranToItsEnd, let missed = result.missed { throw Complaint(missed) }
        return PlayReport(program: program, result: result)
    }

    func play(_ program: PlayProgram, _ faults: [NamedFault]) throws(Complaint) -> PlayResult {
        let submission = Submission(
            file: program.file.path, exercise: program.exercise.id,
            contract: program.exercise.contract, type: program.type)
        do throws(JudgeError) {
            return try surroundings.play(submission, faults)
        } catch {
            throw Complaint(error)
        }
    }

    func plays() throws(Complaint) -> PlayPrograms {
        PlayPrograms(of: try catalogue(), in: try course())
    }

    private func program(_ name: String?) throws(Complaint) -> PlayProgram {
        guard let name else { throw Complaint("NAME is missing; `play` lists the programs") }
        let plays = try plays()
        do throws(LookupError) {
            return try plays.find(name)
        } catch {
            throw Complaint(Self.message(error, kind: "program", listedBy: "play"))
        }
    }
}
