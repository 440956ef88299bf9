import Foundation
import Judge
import Testing

/// What a learner's code may do to itself, and what the program says of it.
struct Mishap: CustomTestStringConvertible, Sendable {
    let name: String
    let verdict: Verdict.Kind
    /// In the message.
    let words: String
    /// Runs after the first poll, inside `run`.
    let code: String
    var preamble = ""

    var testDescription: String { name }

    var file: String {
        """
        import Eventlings
        import Foundation
        \(preamble)
        struct Packing: TwoLines {
            mutating func run(orders: Consumer, packing: PackingStation) async throws {
                try await orders.subscribe(to: ["orders"])
                let records = try await orders.poll()
                \(code)
                _ = records
                while true { _ = try await orders.poll() }
            }
        }
        """
    }

    static let all = [
        Mishap(
            name: "fatalError", verdict: .crashed, words: "out of boxes",
            code: #"fatalError("out of boxes")"#),
        Mishap(
            name: "a precondition", verdict: .crashed, words: "no boxes left",
            code: #"precondition(records.isEmpty, "no boxes left")"#),
        Mishap(
            name: "an assertion", verdict: .crashed, words: "no boxes left",
            code: #"assert(records.isEmpty, "no boxes left")"#),
        Mishap(
            name: "an index out of range", verdict: .crashed, words: "Index out of range",
            code: "print([1, 2, 3][records.count + 7])"),
        Mishap(
            name: "nil unwrapped", verdict: .crashed, words: "Billing.swift",
            code: "let nothing = Int(records[0].topic); print(nothing!)"),
        Mishap(
            name: "a stack that overflows", verdict: .crashed, words: "stack",
            code: "print(deep(records.count))",
            preamble: "func deep(_ n: Int) -> Int { deep(n + 1) + n }"),
        Mishap(
            name: "an endless loop", verdict: .timedOut, words: "endless loop",
            code: "while true {}"),
        Mishap(
            name: "a flood in one go", verdict: .crashed, words: "printed",
            code: #"while true { print("all work and no play makes a dull log") }"#),
        Mishap(
            name: "a flood line by line", verdict: .crashed, words: "printed",
            code:
                #"while true { print(String(repeating: "x", count: 5_000)); try await Task.sleep(for: .seconds(1)) }"#
        ),
        Mishap(
            name: "exit", verdict: .refused, words: "exit", code: "exit(0)"),
        Mishap(
            name: "a thread", verdict: .refused, words: "Task",
            code: "Thread.detachNewThread { print(1) }"),
        Mishap(
            name: "a queue", verdict: .refused, words: "Task",
            code: "DispatchQueue.global().async { print(1) }", preamble: "import Dispatch"),
        Mishap(name: "a fork", verdict: .refused, words: "fork", code: "_ = fork()"),
        Mishap(
            name: "a return", verdict: .endedEarly, words: "nobody had asked", code: "return"),
        Mishap(
            name: "a memory bomb", verdict: .crashed, words: "allocate",
            code: """
                var all: [[UInt8]] = []
                while true { all.append(.init(repeating: 1, count: 1 << 28)) }
                """),
    ]
}

@Suite("What goes wrong in a learner's code ends that grading only", .serialized)
struct ContainmentTests {
    @Test("It ends in one clear verdict, and leaves nothing behind", arguments: Mishap.all)
    func contained(mishap: Mishap) throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let before = try Self.files(in: program.workspace)
            let file = try program.write(mishap.file, to: "Billing.swift")
            let outcome = try program.grade("two-lines", file)
            let verdict = try outcome.verdict
            #expect(verdict.verdict == mishap.verdict, "\(outcome.output)")
            let message = try #require(verdict.message)
            #expect(message.contains(mishap.words), "\(message)")
            #expect(outcome.status == 1)
            #expect(try Self.files(in: program.workspace) == before)
            #expect(try Self.hosts(of: program) == "")
        }
    }

    @Test("A process that throws again and again is a broken promise, not a hang")
    func throwsForEver() throws {
        let mishap = Mishap(
            name: "", verdict: .failed, words: "", code: "throw CancellationError()")
        try Program.using { program in
            let file = try program.write(mishap.file, to: "Billing.swift")
            let verdict = try program.grade("two-lines", file).verdict
            #expect(verdict.verdict == .failed)
            #expect(verdict.diagnosis?.id == "progress-not-made")
        }
    }

    @Test("A loop of yields stops neither the clock nor the grading")
    func yieldsForEver() throws {
        let mishap = Mishap(
            name: "", verdict: .failed, words: "", code: "while true { await Task.yield() }")
        try Program.using { program in
            let file = try program.write(mishap.file, to: "Billing.swift")
            let verdict = try program.grade("two-lines", file).verdict
            #expect(verdict.verdict == .failed)
            #expect(verdict.invariants.map(\.holds) == [false])
        }
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
