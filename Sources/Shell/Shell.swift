import Course
import Foundation
import Terminal

/// The one place where words become commands: from the command line, from a pipe, from a prompt.
package struct Shell {
    private let surroundings: Surroundings

    package init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// Carries out the command in `arguments` (without the program's name); without any, what comes
    /// on standard input. Returns the status to exit with.
    package func run(_ arguments: [String]) -> ExitStatus {
        do throws(Complaint) {
            switch try Request.parse(arguments, table: Command.all) {
            case .run(let command, let invocation):
                return try run(command, invocation)
            case .nothing(let options):
                if let status = answer(options) { return status }
                return try surroundings.isInteractive ? runPrompt(options) : runScript(options)
            }
        } catch {
            return complain(error, where: "eventlings: ")
        }
    }

    /// Runs the commands on standard input, one a line, all of them; the status is that of the
    /// first that failed.
    private func runScript(_ options: Invocation) -> ExitStatus {
        var status = ExitStatus.success
        var number = 0
        while let line = surroundings.readLine() {
            number += 1
            let outcome = runLine(line, options, where: "line \(number): ")
            if status == .success { status = outcome.status }
            if outcome.endsSession { break }
        }
        return status
    }

    private func runPrompt(_ options: Invocation) throws(Complaint) -> ExitStatus {
        let session = Session(surroundings, options: options)
        let history = try session.workspace().records.appending(path: "history")
        let completions = Completions(
            exercises: (try? session.catalogue())?.exercises ?? [],
            plays: (try? session.plays())?.programs.map(\.name) ?? [])
        do throws(LineEditorError) {
            let prompt = try surroundings.openPrompt(history, completions.words)
            session.output.write(
                "Eventlings \(Version.current). `next` says what to do now, `help` lists the "
                    + "commands, `quit` leaves.")
            while let line = try prompt.readLine() {
                let outcome = runLine(line, options, where: "")
                try? prompt.remember(line)
                if outcome.endsSession { break }
            }
            return .success
        } catch {
            throw Complaint(error.description, status: .unavailable)
        }
    }

    private func runLine(
        _ line: String, _ options: Invocation, where place: String
    ) -> (status: ExitStatus, endsSession: Bool) {
        do throws(Complaint) {
            let words = try WordSplitter.split(line)
            switch try Request.parse(words, table: Command.all) {
            case .run(let command, let invocation):
                let merged = invocation.takingOptions(from: options)
                return (try run(command, merged), command.endsSession)
            case .nothing(let given):
                return (answer(given) ?? .success, false)
            }
        } catch {
            return (complain(error, where: place), false)
        }
    }

    private func run(_ command: Command, _ invocation: Invocation) throws(Complaint) -> ExitStatus {
        let session = Session(surroundings, options: invocation)
        if invocation.has(.version) { return answer(invocation) ?? .success }
        if invocation.has(.help) {
            session.output.write(lines: Help.lines(for: command, session.output.capabilities))
            return .success
        }
        return try command.run(invocation, session)
    }

    /// Options that are commands by themselves.
    private func answer(_ options: Invocation) -> ExitStatus? {
        let output = Session(surroundings, options: options).output
        if options.has(.version) {
            output.write("eventlings \(Version.current)")
        } else if options.has(.help) {
            output.write(lines: Help.overview(output.capabilities))
        } else {
            return nil
        }
        return .success
    }

    private func complain(_ complaint: Complaint, where place: String) -> ExitStatus {
        surroundings.error((place + complaint.message).withVisibleControls + "\n")
        return complaint.status
    }
}
