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
    }

    let ending: Ending
    /// What the body has written to its descriptor.
    let report: [UInt8]
    /// The end of what was written to standard error, where the runtime says why it traps.
    let complaint: String

    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    /// A worker that is at work.
    struct Running {
        fileprivate let process: pid_t
        /// Its report, standard output and standard error.
        fileprivate let files: [Int32]

        /// Waits for its end.
        func end() -> Worker {
            defer { for file in files { close(file) } }
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return Worker(
                ending: Worker.ending(status), report: Worker.readEnd(of: files[0], atMost: .max),
                complaint: String(
                    decoding: Worker.readEnd(of: files[2], atMost: Worker.longestComplaint),
                    as: UTF8.self))
        }
    }

    /// Runs `body` in a fork of this process, to its end.
    static func run(_ body: (Int32) -> Void) throws -> Worker {
        try begin(body).end()
    }

    /// Begins `body` in a fork of this process. It writes its report to the descriptor it is given,
    /// a file in memory: what has been written is there even if the worker dies.
    static func begin(_ body: (Int32) -> Void) throws -> Running {
        let files = try ["report", "standard-output", "standard-error"].map(memoryFile)
        let child = fork()
        guard child >= 0 else { throw failure("fork") }
        if child == 0 {
            virtual_machine_die_with_parent()
            dup2(files[1], 1)
            dup2(files[2], 2)
            limitResources()
            body(files[0])
            _exit(finishedStatus)
        }
        return Running(process: child, files: files)
    }

    fileprivate static let longestComplaint = 8_192

    private static func memoryFile(_ name: String) throws -> Int32 {
        let descriptor = virtual_machine_memory_file(name)
        guard descriptor >= 0 else { throw failure("memfd_create") }
        return descriptor
    }

    /// Says that a schedule begins: the next seconds of processor time are its own.
    static func restartWatchdog() {
        var timer = itimerval()
        timer.it_value.tv_sec = processorSeconds
        setitimer(__itimer_which_t(1), &timer, nil)
    }

    /// Bytes, all of them.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno != EINTR { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[max(0, count)...])
            }
        }
    }

    private static let finishedStatus: Int32 = 96
    /// A schedule takes a tenth of a millisecond; what takes this long never comes back.
    private static let processorSeconds = 1
    private static let outputLimit: rlim_t = 16 << 20
    private static let memoryLimit: rlim_t = 1 << 30

    private static func limitResources() {
        limit(RLIMIT_FSIZE, outputLimit)
        limit(RLIMIT_AS, memoryLimit)
        limit(RLIMIT_CORE, 0)
        limit(RLIMIT_CPU, 120)
    }

    private static func limit(_ resource: __rlimit_resource, _ value: rlim_t) {
        var limit = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }

    fileprivate static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7f
        if signal != 0 { return .signalled(signal) }
        let code = (status >> 8) & 0xff
        return code == finishedStatus ? .finished : .exited(code)
    }

    fileprivate static func readEnd(of descriptor: Int32, atMost limit: Int) -> [UInt8] {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: max(0, min(size, limit)))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress! + filled, buffer.count - filled,
                    size - buffer.count + filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    private static func failure(_ operation: String) -> Unavailable {
        Unavailable(description: "\(operation): \(String(cString: strerror(errno)))")
    }
}
