import Course
import Foundation
import Sandbox
import Terminal

/// The one place where words become commands: from the command line, from a pipe, from a prompt.
package struct Shell {
    let surroundings: Surroundings
    private let desk: Desk

    package init(_ surroundings: Surroundings) {
        self.init(surroundings, desk: Desk())
    }

    init(_ surroundings: Surroundings, desk: Desk) {
        self.surroundings = surroundings
        self.desk = desk
    }

    /// Carries out the command in `arguments` (without the program's name); without any, what comes
    /// on standard input. Returns the status to exit with.
    package func run(_ arguments: [String]) -> ExitStatus {
        do throws(Complaint) {
            switch try Request.parse(arguments.map { Word($0) }, table: Command.all) {
            case .run(let command, let invocation):
                try session(invocation).openData()
                let status = try run(command, invocation)
                if desk.lesson == nil { return status }
                return try runLines(invocation) { desk.lesson != nil }
            case .nothing(let options):
                if let status = answer(options) { return status }
                try session(options).openData()
                if surroundings.isInteractive { session(options).welcome() }
                return try runLines(options) { true }
            }
        } catch {
            return complain(error, where: "eventlings: ", Invocation())
        }
    }

    /// Runs what is typed, or comes through a pipe, for as long as it is wanted.
    private func runLines(
        _ options: Invocation, while isWanted: () -> Bool
    ) throws(Complaint) -> ExitStatus {
        surroundings.isInteractive
            ? try runPrompt(options, while: isWanted) : runScript(options, while: isWanted)
    }

    /// Runs the commands on standard input, one a line, all of them; the status is that of the
    /// first that failed.
    private func runScript(_ options: Invocation, while isWanted: () -> Bool) -> ExitStatus {
        var status = ExitStatus.success
        var number = 0
        while isWanted(), let line = surroundings.readLine() {
            number += 1
            let outcome = runLine(line, options, where: "line \(number): ")
            if status == .success { status = outcome.status }
            if outcome.endsSession { break }
        }
        return status
    }

    private func runPrompt(
        _ options: Invocation, while isWanted: () -> Bool
    ) throws(Complaint) -> ExitStatus {
        let session = session(options)
        let history = try session.workspace().records.appending(path: "history")
        let completions = Completions(names: session.names(_:begunBy:)) {
            desk.lesson == nil ? [] : LessonPlayer.words
        }
        do throws(LineEditorError) {
            let prompt = try surroundings.openPrompt(
                history, session.output.capabilities, completions.words)
            while isWanted() {
                guard let line = try prompt.readLine(desk.prompt) else {
                    guard session.leaveLesson() else { break }
                    continue
                }
                let outcome = runLine(line, options, where: "")
                if !outcome.isAnswer { try? prompt.remember(line) }
                if outcome.endsSession { break }
                if outcome.isRefused, prompt.dropWaitingInput() {
                    session.output.writeError("What you pasted behind this line was not run.")
                }
            }
            return .success
        } catch {
            throw Complaint(error.description, status: .unavailable)
        }
    }

    func runLine(
        _ line: String, _ options: Invocation, where place: String
    ) -> LineOutcome {
        let line = Self.withoutPrompt(line)
        do throws(Complaint) {
            if let status = try desk.lesson?.answer(line, in: session(options)) {
                return LineOutcome(status: status, isAnswer: true)
            }
            let words = try WordSplitter.split(line)
            switch try Request.parse(words, table: Command.all) {
            case .run(let command, let invocation):
                if invocation.has(.data) {
                    throw Complaint("--data is for starting: `eventlings --data DIR`.")
                }
                let merged = invocation.takingOptions(from: options)
                let (lesson, done) = (desk.lesson, desk.commandsDone)
                let status = try run(command, merged)
                if desk.lesson === lesson, desk.commandsDone > done,
                    command.name != Command.source.name, status != .interrupted
                {
                    desk.note(line)
                }
                if command.section == .sandbox { desk.lesson?.notice(session(merged)) }
                return LineOutcome(status: status, endsSession: command.endsSession)
            case .nothing(let given):
                return LineOutcome(status: answer(given) ?? .success)
            }
        } catch {
            return LineOutcome(status: complain(error, where: place, options), isRefused: true)
        }
    }

    /// Whoever copies a line out of a capture copies the prompt before it, too.
    private static func withoutPrompt(_ line: String) -> String {
        let prompt = line.prefixMatch(of: #/(?:eventlings)?> /#)
        return prompt.map { String(line[$0.range.upperBound...]) } ?? line
    }

    private func run(_ command: Command, _ invocation: Invocation) throws(Complaint) -> ExitStatus {
        let session = session(invocation)
        if invocation.has(.version) { return answer(invocation) ?? .success }
        if invocation.has(.help) {
            session.output.write(lines: Help.lines(for: command, session.output.capabilities))
            return .success
        }
        return try command.run(invocation, session)
    }

    /// Options that are commands by themselves.
    private func answer(_ options: Invocation) -> ExitStatus? {
        let output = session(options).output
        if options.has(.version) {
            output.write("eventlings \(Version.current)")
        } else if options.has(.help) {
            output.write(lines: Help.overview(output.capabilities))
        } else {
            return nil
        }
        return .success
    }

    private func session(_ options: Invocation) -> Session {
        Session(surroundings, shell: self, desk: desk, options: options)
    }

    /// The same shell at another desk, whose words go elsewhere.
    func rehearsal(at desk: Desk, telling complain: @escaping (String) -> Void) -> Shell {
        var silent = surroundings
        silent.out = { _ in }
        silent.error = complain
        silent.isToStop = { false }
        return Shell(silent, desk: desk)
    }

    private func complain(
        _ complaint: Complaint, where place: String, _ options: Invocation
    ) -> ExitStatus {
        session(options).output.writeError(place + complaint.message)
        return complaint.status
    }
}

/// What came of one line.
struct LineOutcome {
    var status: ExitStatus
    var endsSession = false
    /// Whether it was said to a lesson, and no command.
    var isAnswer = false
    /// Whether it could not be carried out. A program that breaks its promise is graded all the same.
    var isRefused = false
}
