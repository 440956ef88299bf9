import Glibc

/// Looks at a running worker now and then. The worker's own watchdog ends an endless loop; this one
/// sees what that can't: a process that waits for ever, or one that has put its watchdog to sleep.
struct WorkerWatch {
    private let process: pid_t
    private let report: Report
    private var last = Look(state: "R", ticks: 0, written: 0)
    private var ticksAtProgress = 0
    private var looksWithoutMotion = 0

    private struct Look {
        /// As the kernel spells it: R runs or wants to, S sleeps, T is stopped.
        var state: Character
        /// Processor time, in hundredths of a second.
        var ticks: Int
        var written: Int
    }

    static let millisecondsBetweenLooks: Int32 = 250
    private static let looksUntilStuck = 4
    private static let ticksUntilEndless = 150

    init(_ process: pid_t, _ report: Report) {
        self.process = process
        self.report = report
    }

    /// Why it should be ended; nil to let it go on.
    mutating func look() -> Worker.Ending? {
        guard let now = current() else { return nil }
        defer { last = now }
        if now.written != last.written { ticksAtProgress = now.ticks }
        let rests = "STt".contains(now.state) && now.ticks == last.ticks
        looksWithoutMotion = rests ? looksWithoutMotion + 1 : 0
        if looksWithoutMotion >= Self.looksUntilStuck { return .stuck }
        return now.ticks - ticksAtProgress > Self.ticksUntilEndless ? .endless : nil
    }

    /// From `/proc/PID/stat`: the state follows the name in parentheses; user and system time are
    /// the twelfth and thirteenth fields after it.
    private func current() -> Look? {
        let file = open("/proc/\(process)/stat", O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let state = fields[0].first, let user = Int(fields[11]),
            let system = Int(fields[12])
        else { return nil }
        return Look(state: state, ticks: user + system, written: report.byteCount)
    }
}
