import Course
import Foundation
import Judge
import Sandbox

extension Session {
    /// Lets a learner's code take part in the sandbox, and tells what it does at once.
    func runLive(_ exercise: Exercise, _ file: SolutionFile) throws(Complaint) -> ExitStatus {
        let submission = Submission(
            file: file.url.path, exercise: exercise.id, contract: exercise.contract,
            type: exercise.type)
        let startLive = surroundings.startLive
        let happenings = try catchingSandbox { () throws(SandboxError) in
            try sandbox.join(exercise: exercise.id, topic: "orders") {
                name throws(SandboxError) in
                try Self.start(submission, name, startLive)
            }
        }
        tell(happenings)
        return .success
    }

    /// What keeps it from running is told as the sandbox's own refusals are.
    private static func start(
        _ submission: Submission, _ name: String, _ startLive: Surroundings.StartLive
    ) throws(SandboxError) -> any LiveProgram {
        let start: LiveStart
        do throws(JudgeError) {
            start = try startLive(submission, name)
        } catch {
            throw .refused(error.message)
        }
        switch start {
        case .running(let host): return JudgedProgram(host)
        case .unplayable(let verdict): throw .refused(Complaint(unplayed: verdict).message)
        }
    }
}
