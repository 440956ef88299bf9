/// Why there is no verdict: the call was wrong, the machine lacks something, or we failed.
package enum JudgeError: Error, Hashable, Sendable {
    case noSuchFile(String)
    case notAFile(String)
    case unreadable(String, reason: String)
    case tooLarge(String, limit: Int)
    case notText(String)

    /// `tool` is neither on the PATH nor beside the compiler found there.
    case toolchainMissing(tool: String)
    /// The compiler can't read the modules it should compile against; `detail` is its own text.
    case toolchainMismatch(detail: String)
    case modulesMissing(searched: [String])
    case modulesNewer
    case executableReplaced
    case scratchUnusable(String, reason: String)

    /// The exercise is still being written: no module has its contract.
    case noContract(String)
    /// The exercise is still being written: nobody could judge it.
    case noSuite(exercise: String)

    /// Somebody wanted to wait no longer.
    case stopped

    /// Our own failure, whatever the learner wrote; `report` is what a maintainer needs to see.
    case graderFailed(String, report: String)
}

extension JudgeError {
    /// The status `eventlings grade` ends with, after sysexits.h.
    package var exitStatus: Int32 {
        switch self {
        case .noSuchFile, .notAFile, .unreadable, .tooLarge, .notText: 64
        case .toolchainMissing, .toolchainMismatch, .modulesMissing, .modulesNewer,
            .executableReplaced, .scratchUnusable, .noContract, .noSuite:
            69
        case .stopped: 130
        case .graderFailed: 70
        }
    }

    /// What happened, where, and what to do about it.
    package var message: String {
        switch self {
        case .noSuchFile(let path):
            "There is no file at \(path). Check the path, or put the starter there with `start`."
        case .notAFile(let path):
            "\(path) is not a file. Name the Swift file to grade."
        case .unreadable(let path, let reason):
            "\(path) can't be read: \(reason). Check its permissions."
        case .tooLarge(let path, let limit):
            "\(path) is larger than \(limit / 1_000_000) MB, which no solution is. Is it the right file?"
        case .notText(let path):
            "\(path) is not UTF-8 text. Save it as UTF-8, or check that it is the right file."
        case .toolchainMissing(let tool):
            "\(tool) was not found. Grading compiles your file with the Swift toolchain that built "
                + "Eventlings: put its `usr/bin` folder on the PATH."
        case .toolchainMismatch(let detail):
            "The compiler on the PATH can't use Eventlings' modules; it is another version than "
                + "the one that built them, or the build is damaged. Run `swift build` with the "
                + "compiler on the PATH, then try again. The compiler says:\n\(detail)"
        case .modulesMissing(let searched):
            "Eventlings.swiftmodule was not found; looked in \(searched.joined(separator: ", ")). "
                + "Run `swift build` in Eventlings' folder."
        case .modulesNewer:
            "Eventlings' modules are newer than the running program: a build is going on, or ended "
                + "early. Run `swift build` to its end, then start again."
        case .executableReplaced:
            "Eventlings was rebuilt while this session was running; leave and start it again."
        case .scratchUnusable(let path, let reason):
            "Grading needs a folder to compile in, and \(path) can't serve: \(reason). Free some "
                + "space there, make it writable, or choose another place."
        case .noContract(let name):
            "Eventlings has no contract `\(name)`: write the protocol in "
                + "Sources/Eventlings/Contracts, then run `swift build`."
        case .noSuite(let exercise):
            "`\(exercise)` has no suite: write it in Sources/HiddenSuites, name it in Suites.swift "
                + "there, then run `swift build`."
        case .stopped: "Stopped; nothing was graded."
        case .graderFailed(let what, let report):
            "Grading failed, and this is our fault, not your code's: \(what). Please report it, "
                + "with your file and these lines:\n\(report)"
        }
    }
}
