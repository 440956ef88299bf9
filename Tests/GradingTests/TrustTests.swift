import Foundation
import Judge
import OutsideThePool
import Testing

/// What made people stop trusting other graders. Each test names the thread that it comes from.
@Suite("A verdict can be trusted", .serialized, .waitsForProcesses)
struct TrustTests {
    private static let exercises = Program.repository.appending(path: "Exercises")
    private static let model = exercises.appending(path: "00-two-lines/Model.swift")
    private static let starter = exercises.appending(path: "00-two-lines/Starter.swift")
    private static let endless = mishap("endless-loop")

    private static func mishap(_ name: String) -> Mishap {
        Mishap(Program.repository.appending(path: "Tests/Containment/\(name).swift"))
    }

    /// swirldev/swirl#633, #519: after a wrong answer or free play the right one was refused.
    @Test("What was graded before changes no verdict")
    func before() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let trap = Self.mishap("nil-unwrapped").file
            let order = [Self.starter, Self.model, trap, Self.starter, Self.model]
            let alone = try order.map { try program.grade("two-lines", $0.path).output }
            let together = try program.run(
                input: order.map { "grade two-lines --file \($0.path) --json\n" }.joined())
            #expect(together.output == alone.joined())
        }
    }

    /// Our own learner's: 10,000 lines for each order, and the right answer "did not always behave the
    /// same": all schedules of a process had one limit together.
    @Test("What many runs print together changes no verdict")
    func printing() throws {
        let text = try String(contentsOf: Self.model, encoding: .utf8).replacing(
            "try await packing.pack",
            with: "print(String(repeating: \"x\", count: 70_000)); try await packing.pack")
        let verdict = try Program.using { program in
            try program.grade("two-lines", program.write(text, to: "Printing.swift")).verdict
        }
        #expect(verdict.verdict == .passed, "\(verdict)")
    }

    /// exercism/exercism#6697: resubmitting an unchanged file was refused, or gave another verdict.
    @Test("An unchanged file may be graded again, and gets the same bytes")
    func again() throws {
        try Program.using { program in
            let outputs = try (0..<3).map { _ in
                try program.grade("two-lines", Self.starter.path).output
            }
            #expect(Set(outputs).count == 1)
        }
    }

    /// rust-lang/rustlings#855, #1873: with everything commented out, an exercise passed.
    @Test("Code that does nothing passes no exercise", arguments: CatalogueEntry.exercises)
    func nothing(exercise: String) throws {
        let file = Self.exercises.appending(path: "\(exercise)/Starter.swift")
        for body in ["try await Task.sleep(for: .seconds(1_000_000_000))", "return"] {
            let text = try Self.emptied(String(contentsOf: file, encoding: .utf8), body)
            let verdict = try Program.using {
                try $0.grade(CatalogueEntry.id(of: exercise), $0.write(text, to: "Empty.swift"))
            }.verdict
            #expect([.failed, .endedEarly].contains(verdict.verdict), "\(body): \(verdict)")
        }
    }

    /// The contract's function with another body.
    private static func emptied(_ text: String, _ body: String) throws -> String {
        let function = try #require(text.firstRange(of: "mutating func"))
        let open = try #require(text[function.upperBound...].firstIndex(of: "{"))
        var depth = 0
        let close = text[open...].firstIndex { character in
            depth += character == "{" ? 1 : character == "}" ? -1 : 0
            return depth == 0
        }
        return text[...open] + "\n\(body)\n" + text[try #require(close)...]
    }

    /// ratfactor/ziglings#60, #283: line ends of Windows broke the comparison.
    @Test("Line ends of Windows change no verdict, and no line number")
    func lineEnds() throws {
        try Program.using { program in
            let model = try String(contentsOf: Self.model, encoding: .utf8)
            let right = try program.write(model.replacing("\n", with: "\r\n"), to: "Right.swift")
            #expect(try program.grade("two-lines", right).verdict.verdict == .passed)
            let endless = try String(contentsOf: Self.endless.file, encoding: .utf8)
            let wrong = try program.write(endless.replacing("\n", with: "\r\n"), to: "Wrong.swift")
            let message = try program.grade("two-lines", wrong).verdict.message
            let line = try #require(Self.endless.lines(marked: " here").first)
            #expect(message?.contains("Wrong.swift:\(line) ") == true, "\(message ?? "")")
        }
    }

    /// workshopper/how-to-npm#11, #19: a space in a path read as "YOUR SOLUTION IS NOT CORRECT!".
    @Test(
        "A folder's name is no reason to fail",
        arguments: ["two words", "naïve 💳", "it's \"x\"", "-o"])
    func folders(name: String) throws {
        try Program.using { program in
            let folder = program.folder.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "My Solution.swift")
            try FileManager.default.copyItem(at: Self.model, to: file)
            #expect(try program.grade("two-lines", file.path).verdict.verdict == .passed)
            let trap = folder.appending(path: "A trap.swift")
            let mishap = Self.mishap("nil-unwrapped")
            try FileManager.default.copyItem(at: mishap.file, to: trap)
            let message = try program.grade("two-lines", trap.path).verdict.message
            let line = try #require(mishap.lines(marked: " here").first)
            #expect(message?.contains("at A trap.swift:\(line): ") == true, "\(message ?? "")")
        }
    }

    /// exercism/exercism#6006, #6097, #6009: tests timed out on a busy machine, and were not even
    /// said to have timed out.
    @Test("A time-out is called one, and comes from the code, not from a busy machine")
    func timeOut() throws {
        try Program.using { program in
            let idle = try program.grade("two-lines", Self.endless.file.path)
            let load = try BusyProcessors()
            defer { load.free() }
            let busy = try program.grade("two-lines", Self.endless.file.path)
            // The line is where a signal found it, which may be between two lines.
            #expect(try busy.verdict.counterexample == idle.verdict.counterexample)
            #expect(try busy.verdict.verdict == .timedOut)
            #expect(try program.grade("two-lines", Self.model.path).verdict.verdict == .passed)
        }
    }
}
