import CVirtualClock
import Glibc

/// A short-lived copy of this process that runs the learner's code.
///
/// Dead processes of a simulation are leaked, never unwound, so a worker is given up after a batch
/// of schedules. What goes wrong in it (a trap, an endless loop) goes wrong there only.
struct Worker {
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

    /// Runs `body` in a fork of this process. It writes its report to the descriptor it is given.
    static func run(_ body: (Int32) -> Void) throws -> Worker {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw failure("pipe") }
        let complaints = virtual_machine_memory_file("standard-error")
        let output = virtual_machine_memory_file("standard-output")
        guard complaints >= 0, output >= 0 else { throw failure("memfd_create") }
        defer {
            close(complaints)
            close(output)
        }
        let child = fork()
        guard child >= 0 else { throw failure("fork") }
        if child == 0 {
            close(ends[0])
            dup2(output, 1)
            dup2(complaints, 2)
            limitResources()
            body(ends[1])
            _exit(finishedStatus)
        }
        close(ends[1])
        let report = readAll(ends[0])
        close(ends[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return Worker(
            ending: Self.ending(status), report: report, complaint: readEnd(of: complaints))
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
    private static let processorSeconds = 3
    private static let outputLimit: rlim_t = 1 << 20
    private static let memoryLimit: rlim_t = 4 << 30

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

    private static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7f
        if signal != 0 { return .signalled(signal) }
        let code = (status >> 8) & 0xff
        return code == finishedStatus ? .finished : .exited(code)
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
            if count == 0 || (count < 0 && errno != EINTR) { return bytes }
        }
    }

    private static func readEnd(of descriptor: Int32) -> String {
        let size = lseek(descriptor, 0, SEEK_END)
        let count = min(size, 8_192)
        guard count > 0 else { return "" }
        var buffer = [UInt8](repeating: 0, count: Int(count))
        let read = pread(descriptor, &buffer, buffer.count, size - count)
        return String(decoding: buffer[..<max(0, read)], as: UTF8.self)
    }

    private static func failure(_ operation: String) -> Unavailable {
        Unavailable(description: "\(operation): \(String(cString: strerror(errno)))")
    }
}
