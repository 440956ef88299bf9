import Foundation
import Judge

/// The real program, which grades a mutant as it does a learner's file.
struct Grader {
    enum Outcome: Hashable {
        case survived, killed, notCompiled
    }

    let program: String

    func grade(_ code: String, of exercise: String) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mutant-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "Solution.swift")
        let output = folder.appending(path: "verdict.json")
        for (path, text) in [(file, code), (output, "")] { try Data(text.utf8).write(to: path) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = [
            "grade", exercise, "--file", file.path, "--json", "--workspace", folder.path,
        ]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let verdict = try JSONDecoder().decode(Verdict.self, from: Data(contentsOf: output))
        switch verdict.verdict {
        case .passed: return .survived
        case .compileError: return .notCompiled
        default: return .killed
        }
    }
}
