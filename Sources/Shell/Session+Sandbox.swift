import Course
import EventBroker
import Foundation
import Sandbox
import Terminal

extension Session {
    /// The broker that a line at the prompt works on.
    var sandbox: Sandbox { desk.sandbox }

    /// Does it and says what happened. It has failed where the broker has refused it.
    func perform(_ command: SandboxCommand) throws(Complaint) -> ExitStatus {
        let happenings = try catchingSandbox { () throws(SandboxError) in
            try sandbox.perform(command) { desk.lesson == nil && surroundings.isToStop() }
        }
        tell(happenings)
        return command.isRefused(in: happenings) ? .failure : .success
    }

    /// Lets time pass. Ctrl-C makes it less; then that is what a saved script says. A lesson's broker
    /// does what its script says.
    func wait(milliseconds: Int64) throws(Complaint) -> ExitStatus {
        _ = try perform(.wait(milliseconds: milliseconds))
        guard case .wait(let passed)? = sandbox.commands.last, passed < milliseconds else {
            return .success
        }
        desk.note("wait \(passed)ms")
        let rest = Happening.duration(milliseconds - passed)
        output.writeError("Stopped; \(rest) of the wait are left.")
        return .interrupted
    }

    func tell(_ happenings: [Happening]) {
        for line in HappeningLines.of(happenings) { output.write(line.text, hanging: 2) }
    }

    /// Opens the folder that `--data` names.
    func openData() throws(Complaint) {
        guard let typed = options[.data] else { return }
        let folder = path(typed)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Complaint(
                "can't make the folder \(shown(folder)) to keep a sandbox in. Name one that can be "
                    + "made or written to; is there a file of that name?")
        }
        do {
            desk.startOver(with: try Sandbox(on: DiskStorage(folder: folder.path)))
        } catch {
            throw Complaint("can't keep a sandbox in \(shown(folder)). \(error)")
        }
    }

    /// A durable one would have to be deleted, which is not ours to do.
    func resetSandbox() throws(Complaint) {
        if desk.sandbox.isDurable {
            throw Complaint(
                "this sandbox is kept on the disk. For a new one start eventlings with another "
                    + "--data DIR, or without --data for one that is forgotten.")
        }
        desk.startOver(with: Sandbox(after: desk.sandbox.story))
    }

    /// What there is of a kind now, for completion.
    func names(_ naming: Argument.Naming, begunBy stem: String) -> [String] {
        switch naming {
        case .nothing: []
        case .exercise: (try? catalogue())?.exercises.map(\.id) ?? []
        case .lesson: (try? lessons())?.lessons.map(\.id) ?? []
        case .plannedLesson: (try? lessons())?.planned.map(\.id) ?? []
        case .play: (try? plays())?.programs.map(\.name) ?? []
        case .command: ["all"]
        case .topic: sandbox.topics.map(\.name)
        case .member: sandbox.memberViews.map(\.name)
        case .group: sandbox.groupIDs
        case .transaction: sandbox.transactionIDs
        case .shell: ShellScript.allCases.map(\.rawValue)
        case .path: paths(begunBy: stem)
        }
    }

    func catchingSandbox<Value>(
        _ body: () throws(SandboxError) -> Value
    ) throws(Complaint) -> Value {
        do throws(SandboxError) {
            return try body()
        } catch {
            throw Complaint(error.description)
        }
    }
}
