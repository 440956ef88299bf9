/// How a command ended, for scripts. The numbers are a promise.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// A verdict other than `passed`, or findings in a course.
    case failure = 1
    /// The command was used wrongly, or names what isn't there.
    case usage = 64
    /// The toolchain, or the package itself, is missing or broken.
    case unavailable = 69
    /// The grader itself failed: never a verdict on the learner.
    case graderFault = 70
    /// What it had to say could not be written, as to a full disk.
    case cannotWrite = 74
    /// Ctrl-C: 128 and the signal's number, as shells count.
    case interrupted = 130
}
