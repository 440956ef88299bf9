/// The machine under the simulated processes: what of it a process can see, and what must be
/// exchanged when another process runs.
///
/// The host implements it by functions that stand in for libc's; this module does without C.
package protocol Machine: AnyObject {
    /// Virtual nanoseconds since the run began. Code that sleeps or reads the clock in a loop moves
    /// it by itself.
    var now: Int64 { get set }

    /// Whether the date or the time of day was asked for since `forgetReadings`.
    var hasToldWallTime: Bool { get }

    func forgetReadings()

    /// How far the wall clock is ahead of the virtual time, in nanoseconds. The clocks that only count
    /// are not.
    var wallClockOffset: Int64 { get set }

    /// What `UUID()` and `Int.random` draw from.
    var randomState: UInt64 { get set }

    /// By what the process that runs is told from others.
    var names: ProcessNames { get set }

    /// Called before each job, so that a loop of clock readings can be noticed.
    func beginStep()

    /// What was printed since the last call; nil for nothing.
    func takeOutput() -> String?

    /// The learner's global variables as they are now.
    func saveGlobals() -> GlobalsImage

    func restoreGlobals(_ image: GlobalsImage)

    /// The learner's global variables as they were before any of his code ran.
    var pristineGlobals: GlobalsImage { get }
}

/// By what a process is told from others.
package struct ProcessNames {
    /// Another one after each start.
    package var id: Int32
    /// The same after a restart.
    package var host: String

    package init(id: Int32, host: String) {
        self.id = id
        self.host = host
    }
}

/// The bytes of all global variables.
package struct GlobalsImage {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
