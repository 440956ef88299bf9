import Foundation
import Judge
import Terminal

/// The judge of this very program: its toolchain and modules are looked for at the first grading,
/// so that a missing compiler keeps nobody from reading.
final class OwnJudge {
    private var judge: Judge?

    func grade(
        _ submission: Submission, _ task: HostJob.Task, telling tell: (_ schedules: Int) -> Void
    ) throws(JudgeError) -> Verdict {
        try ready().grade(submission, task: task, telling: tell)
    }

    func play(_ program: Submission, _ faults: [NamedFault]) throws(JudgeError) -> PlayResult {
        try ready().play(program, faults: faults)
    }

    func startLive(_ submission: Submission, as name: String) throws(JudgeError) -> LiveStart {
        try ready().startLive(submission, as: name)
    }

    /// The folder in which a program's gradings compile: beside it.
    static func scratch(for executable: String) -> String {
        URL(filePath: executable).deletingLastPathComponent().appending(path: "grading").path
    }

    private func ready() throws(JudgeError) -> Judge {
        let judge = if let judge { judge } else { try made() }
        self.judge = judge
        return judge
    }

    private func made() throws(JudgeError) -> Judge {
        let executable = HostExecutable.ownPath
        return Judge(
            toolchain: try Toolchain.locate(environment: ProcessInfo.processInfo.environment),
            executable: executable, modules: try ModuleSearch.folder(nextTo: executable),
            scratch: Self.scratch(for: executable),
            isToStop: { InterruptFlag.isRaised })
    }
}
