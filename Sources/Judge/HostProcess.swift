import FoundationEssentials

/// The same program, started again to load a learner's library and judge it.
struct HostProcess {
    let executable: String
    let environment: [String: String]
    var isToStop: @Sendable () -> Bool = { false }

    /// The watchdog for a host that hangs; its own limits on a learner's code are far shorter.
    private static let timeLimit: Duration = .seconds(60)
    private static let complaintLimit = 8 * 1024

    /// The same for every learner, so that a verdict does not depend on where it was reached.
    static func environment(from ours: [String: String]) -> [String: String] {
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/", "LANG": "C.UTF-8", "TZ": "UTC",
            "SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no",
        ]
        environment["LD_LIBRARY_PATH"] = ours["LD_LIBRARY_PATH"]
        return environment
    }

    func verdict<Answer: Decodable>(
        on job: HostJob, as kind: Answer.Type
    ) throws(JudgeError) -> Answer {
        let ending: ChildProcess.Ending
        let answer: CapturedPipe
        let complaints: CapturedPipe
        do {
            answer = try CapturedPipe(
                to: [HostJob.verdictDescriptor], limit: VerdictLine.largest, excess: .endChild)
            complaints = try CapturedPipe(to: [2], limit: Self.complaintLimit, excess: .keepLast)
            let argument = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
            let child = ChildProcess(
                executable: executable, arguments: [executable, HostJob.argument, argument],
                environment: environment, isToStop: isToStop)
            ending = try child.run(pipes: [answer, complaints], limit: Self.timeLimit)
        } catch {
            throw .graderFailed("the judging process can't be started", report: "\(error)")
        }
        return try Self.verdict(
            of: job, as: kind, ending: ending, answer: answer.bytes,
            complaints: String(decoding: complaints.bytes, as: UTF8.self))
    }

    /// What a host's end and words come to. Whole verdicts count however the host ended.
    static func verdict<Answer: Decodable>(
        of job: HostJob, as kind: Answer.Type = Verdict.self, ending: ChildProcess.Ending,
        answer: [UInt8], complaints: String
    ) throws(JudgeError) -> Answer {
        let what: String
        switch ending {
        case .outOfTime:
            throw .graderFailed("the judging process hung", report: complaints)
        case .stopped: throw .stopped
        case .flooded:
            throw .graderFailed("the judging process wrote without end", report: complaints)
        case .exited(let status): what = "ended with status \(status)"
        case .signalled(let signal): what = "was ended by signal \(signal)"
        }
        do {
            return try VerdictLine.parse(answer, as: kind, nonce: job.nonce)
        } catch .nothing {
            throw .graderFailed(
                "the judging process \(what), without a verdict", report: complaints)
        } catch {
            throw .graderFailed(
                "the judging process \(what), and its verdict did not arrive whole (\(error))",
                report: complaints)
        }
    }
}
