import FoundationEssentials

/// The same program, started again to load a learner's library and judge it.
///
/// It starts while the library is still being made, for getting ready takes it about as long as the
/// compiler takes, and waits for its cue.
final class HostProcess {
    private let job: HostJob
    private let answer: CapturedPipe
    private let complaints: CapturedPipe
    private let progress: CapturedPipe
    let cue: Cue
    let child: RunningChild

    /// The watchdog for a host that hangs. Its own limits on a learner's code are far shorter, and
    /// count the processor's time: a busy machine must not reach this one.
    private static let timeLimit: Duration = .seconds(900)
    private static let complaintLimit = 8 * 1024

    init(
        _ job: HostJob, executable: String, environment: [String: String],
        cueEnds: PipeEnds? = nil,
        isToStop: @escaping @Sendable () -> Bool = { false }
    ) throws(JudgeError) {
        self.job = job
        do {
            answer = try CapturedPipe(
                to: [HostJob.verdictDescriptor], limit: VerdictLine.largest, excess: .endChild)
            complaints = try CapturedPipe(to: [2], limit: Self.complaintLimit, excess: .keepLast)
            progress = try CapturedPipe(
                to: [HostJob.progressDescriptor], limit: MemoryLayout<UInt64>.size,
                excess: .keepLast)
            cue = Cue(try cueEnds ?? PipeEnds())
            let argument = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
            child = try ChildProcess(
                executable: executable, arguments: [executable, HostJob.argument, argument],
                environment: Self.environment(from: environment), input: cue.childEnd,
                hasFixedAddresses: true, isToStop: isToStop
            ).start(pipes: [answer, complaints, progress])
        } catch {
            throw .graderFailed("the judging process can't be started", report: "\(error)")
        }
    }

    /// The same for every learner, so that a verdict does not depend on where it was reached.
    static func environment(from ours: [String: String]) -> [String: String] {
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/", "LANG": "C.UTF-8", "TZ": "UTC",
            "SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no",
            "GLIBC_TUNABLES": allocatorTunables,
        ]
        environment["LD_LIBRARY_PATH"] = ours["LD_LIBRARY_PATH"]
        return environment
    }

    /// Says that the library is there, and waits for what comes of it.
    ///
    /// - Parameter tell: told now and then how many schedules have been played.
    /// - Precondition: it was not asked before.
    func verdict<Answer: Decodable>(
        as kind: Answer.Type, telling tell: (_ schedules: Int) -> Void
    ) throws(JudgeError) -> Answer {
        cue.give()
        return try answer(as: kind, telling: tell)
    }

    /// Waits for what comes of it, once it has its cue.
    ///
    /// - Precondition: it was not asked before.
    func answer<Answer: Decodable>(
        as kind: Answer.Type, telling tell: (_ schedules: Int) -> Void = { _ in }
    ) throws(JudgeError) -> Answer {
        let ending = child.end(within: Self.timeLimit) {
            if let played { tell(played) }
        }
        return try Self.verdict(
            of: job, as: kind, ending: ending, answer: answer.bytes,
            complaints: String(decoding: complaints.bytes, as: UTF8.self))
    }

    /// As many schedules as it has said last.
    private var played: Int? {
        let bytes = progress.bytes
        guard bytes.count == MemoryLayout<UInt64>.size else { return nil }
        return bytes.withUnsafeBytes { Int(exactly: $0.loadUnaligned(as: UInt64.self)) }
    }

    /// A host makes and frees small blocks all day, in one thread: it keeps many of them at hand, and
    /// doesn't give memory back in between. That takes a twentieth off a verdict's time.
    private static let allocatorTunables = [
        "glibc.malloc.tcache_count=2000", "glibc.malloc.trim_threshold=268435456",
        "glibc.malloc.top_pad=16777216",
    ].joined(separator: ":")

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
        } catch .nothing where ending == .exited(HostJob.statusWithoutSuite) {
            throw .noSuite(exercise: job.exercise)
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
