import CContainment
import CVirtualClock
import Glibc

/// A short-lived copy of this process that runs the learner's code.
///
/// Dead processes of a simulation are leaked, never unwound, so a worker is given up after a batch
/// of schedules. What goes wrong in it (a trap, an endless loop) goes wrong there only.
package struct Worker {
    enum Ending: Equatable {
        case finished
        case exited(Int32)
        case signalled(Int32)
        /// It waited for something that never came, and was killed.
        case stuck
        /// It went on and on, and was killed.
        case endless
    }

    let ending: Ending
    /// What the body has reported.
    let report: [UInt8]
    /// The end of what was written to standard error, where the runtime says why it traps.
    let complaint: String
    let lastWords: LastWords

    var ranOutOfMemory: Bool {
        lastWords.ranOutOfMemory || complaint.contains("failed to allocate")
    }

    /// Whether the schedules before may have used up what this one needed.
    var isFull: Bool {
        ranOutOfMemory || lastWords.signal == SIGXFSZ || ending == .signalled(SIGXFSZ)
    }

    /// A worker that is at work.
    struct Running {
        fileprivate let process: pid_t
        fileprivate let report: Report
        fileprivate let complaint: MemoryFile

        /// Waits for its end, or ends it when it would have none.
        ///
        /// - Parameter mayRest: Whether it may wait for as long as it likes.
        func end(mayRest: Bool = false) -> Worker {
            defer {
                report.release()
                complaint.release()
            }
            let early = mayRest ? nil : watch()
            if early != nil { stop() }
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            let bytes = complaint.end(atMost: Worker.longestComplaint)
            return Worker(
                ending: early ?? Worker.ending(status, isWhole: report.isWhole),
                report: report.bytes, complaint: String(decoding: bytes, as: UTF8.self),
                lastWords: LastWords(report.lastWords.pointee))
        }

        /// Lets it say where it is, and ends it.
        private func stop() {
            kill(process, SIGABRT)
            kill(process, SIGCONT)
            if !child_ends_within(process, Worker.millisecondsToSpeak) { kill(process, SIGKILL) }
        }

        private func watch() -> Ending? {
            var watch = WorkerWatch(process, report)
            while !child_ends_within(process, WorkerWatch.millisecondsBetweenLooks) {
                if let ending = watch.look() { return ending }
            }
            return nil
        }
    }

    /// Runs `body` in a fork of this process, to its end.
    static func run(_ body: (Report) -> Void) throws -> Worker {
        try begin(body).end()
    }

    /// Begins `body` in a fork of this process. What it has written to its report is there even if
    /// the worker dies.
    ///
    /// - Parameter kept: The one descriptor beside the standard ones that it keeps, as
    ///   `keptDescriptor`.
    static func begin(keeping kept: Int32? = nil, _ body: (Report) -> Void) throws -> Running {
        guard let report = Report() else { throw SystemFailure("mmap") }
        let output = try MemoryFile("standard-output")
        let complaint = try MemoryFile("standard-error")
        defer { output.release() }
        let child = fork()
        guard child >= 0 else { throw SystemFailure("fork") }
        if child == 0 {
            contain(output, complaint, keeping: kept)
            body(report)
            report.close()
            _exit(0)
        }
        return Running(process: child, report: report, complaint: complaint)
    }

    /// Says that a schedule begins: the next second of processor time is its own, and what it prints
    /// goes over what others have printed.
    static func beginSchedule() {
        lseek(STDOUT_FILENO, 0, SEEK_SET)
        var timer = itimerval()
        timer.it_value.tv_sec = processorSeconds
        setitimer(__itimer_which_t(profilingTimer), &timer, nil)
    }

    static func write(_ bytes: [UInt8], to report: Report) {
        report.append(bytes)
    }

    /// Counts the time that the kernel spends for the process, too.
    private static let profilingTimer: UInt32 = 2
    /// A schedule takes a tenth of a millisecond; what takes this long never comes back.
    private static let processorSeconds = 1
    fileprivate static let millisecondsToSpeak: Int32 = 2_000
    static let keptDescriptor = STDERR_FILENO + 1
    private static let outputLimit: rlim_t = 16 << 20
    private static let memoryLimit: rlim_t = 1 << 30
    fileprivate static let longestComplaint = 8_192

    /// In the worker: no descriptor but the standard ones, no process beside it, no harm outside.
    private static func contain(
        _ output: MemoryFile, _ complaint: MemoryFile, keeping kept: Int32?
    ) {
        virtual_machine_die_with_parent()
        dup2(output.descriptor, STDOUT_FILENO)
        dup2(complaint.descriptor, STDERR_FILENO)
        if let kept { dup2(kept, keptDescriptor) }
        containment_close_from(kept == nil ? keptDescriptor : keptDescriptor + 1)
        limit(RLIMIT_FSIZE, outputLimit)
        limit(RLIMIT_AS, memoryLimit)
        limit(RLIMIT_CORE, 0)
        limit(RLIMIT_CPU, 120)
        _ = containment_filter_calls()
    }

    private static func limit(_ resource: __rlimit_resource, _ value: rlim_t) {
        var limit = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }

    fileprivate static func ending(_ status: Int32, isWhole: Bool) -> Ending {
        let signal = status & 0x7f
        if signal != 0 { return .signalled(signal) }
        return isWhole ? .finished : .exited((status >> 8) & 0xff)
    }
}
