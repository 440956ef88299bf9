import Foundation
import Judge
import Synchronization
import Testing

/// The real program, as a learner starts it: `EVENTLINGS_EXECUTABLE`, or the one built beside the
/// tests.
struct Program {
    struct Outcome {
        let status: Int32
        let output: String
        let complaint: String

        var verdict: Verdict {
            get throws { try JSONDecoder().decode(Verdict.self, from: Data(output.utf8)) }
        }
    }

    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var executable: String {
        if let named = ProcessInfo.processInfo.environment["EVENTLINGS_EXECUTABLE"] { return named }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }

    static var isSlowPartOn: Bool {
        ProcessInfo.processInfo.environment["EVENTLINGS_SLOW"] == "1"
    }

    /// A folder of its own for each test; its workspace is new.
    let folder: URL
    var environment = ProcessInfo.processInfo.environment
    var currentFolder: URL?
    var executable = Self.executable

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "eventlings-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Runs `body` with a program whose folder goes afterwards.
    static func using<Result>(_ body: (Program) throws -> Result) throws -> Result {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        return try body(program)
    }

    var workspace: URL { folder.appending(path: "workspace") }

    func write(_ text: String, to name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func run(_ arguments: String..., input: String = "") throws -> Outcome {
        try run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments + ["--workspace", workspace.path]
        process.environment = environment
        process.currentDirectoryURL = currentFolder ?? folder
        let files = try ["in", "out", "err"].map { name in
            let file = folder.appending(path: "\(name)-\(UUID().uuidString)")
            try Data((name == "in" ? input : "").utf8).write(to: file)
            return file
        }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            complaint: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }

    /// What a learner of `two-lines` does in their editor.
    func swapTwoLines() throws {
        let file = workspace.appending(path: "Sources/00-two-lines/Solution.swift")
        var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        let commit = try #require(lines.firstIndex { $0.contains("orders.commit(") })
        let pack = try #require(lines.firstIndex { $0.contains("packing.pack(") })
        lines.swapAt(commit, pack)
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
    }

    func grade(_ exercise: String, _ file: String) throws -> Outcome {
        try run("grade", exercise, "--file", file, "--json")
    }
}
