import Foundation
import Testing

@testable import Judge

/// The program at `Tests/SimulatorHost`, built beside this test bundle: the simulator replaces its
/// process's executor, so it can't run in here.
enum Host {
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "SimulatorHost")

    /// The environment that grading gives its host.
    static let environment = HostProcess.environment(from: ProcessInfo.processInfo.environment)

    static var isSlowPartOn: Bool {
        ProcessInfo.processInfo.environment["EVENTLINGS_SLOW"] == "1"
    }

    /// What a subcommand prints, a line each.
    static func lines(
        _ arguments: String..., in folder: String = "/", adding variables: [String: String] = [:]
    ) throws -> [String] {
        try lines(of: arguments, in: folder, adding: variables)
    }

    static func lines(
        of arguments: [String], in folder: String = "/", adding variables: [String: String] = [:]
    ) throws -> [String] {
        let host = Process()
        let output = Pipe()
        host.executableURL = executable
        host.arguments = arguments
        host.environment = environment.merging(variables) { $1 }
        host.currentDirectoryURL = URL(filePath: folder)
        host.standardOutput = output
        try host.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        host.waitUntilExit()
        let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
        try #require(host.terminationStatus == 0, "\(arguments): \(lines.last ?? "")")
        return lines
    }
}
