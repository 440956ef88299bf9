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

    /// That of the process that runs.
    var processID: Int32 { get set }

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

/// The bytes of all global variables.
package struct GlobalsImage {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
