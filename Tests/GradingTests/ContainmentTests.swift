import Foundation
import Judge
import OutsideThePool
import Testing

/// A file of `Tests/Containment`: what a learner's code may do to itself and to others. Its first
/// lines say what it must come to, and a comment marks the line that the message must name.
struct Mishap: CustomTestStringConvertible, Sendable {
    let file: URL
    private let lines: [String]

    init(_ file: URL) {
        self.file = file
        lines =
            (try? String(contentsOf: file, encoding: .utf8))?.components(separatedBy: "\n") ?? []
    }

    static let all = names.map { Mishap(folder.appending(path: $0)) }

    var testDescription: String { file.deletingPathExtension().lastPathComponent }

    /// `// verdict: crashed`, or several where the machine's speed decides.
    var verdicts: [String] { (header("verdict") ?? "").components(separatedBy: " or ") }

    /// `// says: words of the message`
    var words: String? { header("says") }

    /// "endless-loop.swift:9"; empty where no line is to blame.
    var places: [String] { lines(marked: " here").map { "\(file.lastPathComponent):\($0)" } }

    func lines(marked mark: String) -> [Int] {
        lines.indices.filter { lines[$0].hasSuffix(mark) }.map { $0 + 1 }
    }

    private func header(_ name: String) -> String? {
        let prefix = "// \(name): "
        return lines.prefix(2).first { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count))
        }
    }

    private static let folder = Program.repository.appending(path: "Tests/Containment")

    private static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }
}

@Suite(
    "What goes wrong in a learner's code ends that grading only", .serialized, .waitsForProcesses)
struct ContainmentTests {
    @Test("It ends in one clear verdict, and leaves nothing behind", arguments: Mishap.all)
    func contained(mishap: Mishap) throws {
        try Program.using { program in
            var program = program
            program.environment["EVENTLINGS_TESTS"] = "a secret"
            _ = try program.run("start", "two-lines")
            let before = try Self.files(in: program.workspace)
            let outcome = try program.grade("two-lines", mishap.file.path)
            let verdict = try outcome.verdict
            let message = verdict.message ?? ""
            #expect(mishap.verdicts.contains(verdict.verdict.rawValue), "\(outcome.output)")
            if let words = mishap.words { #expect(message.contains(words), "\(message)") }
            if let place = mishap.places.first {
                #expect(mishap.places.contains { message.contains($0) }, "\(place): \(message)")
            }
            if verdict.verdict != .failed, verdict.verdict != .passed {
                #expect(verdict.invariants.isEmpty, "no promise was judged")
            }
            #expect(outcome.status == (verdict.verdict == .passed ? 0 : 1))
            #expect(try Self.files(in: program.workspace) == before)
            #expect(try Self.hosts(of: program) == "")
            #expect(try program.run("progress").status == 0)
        }
    }

    @Test(
        "Whoever dies shows how far the code got",
        arguments: ["index-out-of-range", "file-deleted"])
    func story(name: String) throws {
        let mishap = try #require(Mishap.all.first { $0.testDescription == name })
        let verdict = try Program.using { try $0.grade("two-lines", mishap.file.path) }.verdict
        let story = try #require(verdict.counterexample)
        #expect(story.timeline.contains { $0.text.contains("order-1") })
    }

    @Test("A process that throws again and again is a broken promise, not a hang")
    func throwsForEver() throws {
        let mishap = try #require(
            Mishap.all.first { $0.testDescription == "throws-again-and-again" })
        let verdict = try Program.using { try $0.grade("two-lines", mishap.file.path) }.verdict
        #expect(verdict.diagnosis?.id == "progress-not-made")
    }

    private static func files(in folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let paths = FileManager.default.enumerator(atPath: folder.path)
        for case let path as String in paths ?? .init() where !path.contains(".eventlings") {
            files[path] = try? Data(contentsOf: folder.appending(path: path))
        }
        return files
    }

    /// Processes that this test's program has left: they would run in its folder.
    private static func hosts(of program: Program) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            for p in /proc/[0-9]*; do
                readlink $p/cwd 2>/dev/null | grep "$0" && tr '\\0' ' ' <$p/cmdline
            done; true
            """, program.folder.lastPathComponent,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
