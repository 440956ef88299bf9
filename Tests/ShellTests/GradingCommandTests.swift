import Foundation
import Judge
import Testing

@Suite struct GradingCommandTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    private func judge(_ verdict: Verdict) {
        shell.verdict = { _, _ throws(JudgeError) in verdict }
    }

    private let solution = "Workspace/Sources/06-charge-once/Solution.swift"

    @Test("Without ID the exercise started last is graded, by its file in the workspace")
    func current() {
        _ = shell.run("start 00")
        _ = shell.run("start 06")
        judge(FixedVerdicts.passed)
        let outcome = shell.run("grade")
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        #expect(outcome.out.contains("Proved: all 2,312 different schedules"))
        #expect(outcome.out.contains("It took 0.21 s."))
        #expect(outcome.out.contains("start stock-ledger"))
        let order = shell.orders.last
        #expect(order?.task == .grade)
        #expect(
            order?.submission
                == Submission(
                    file: shell.url(solution).path, exercise: "charge-once",
                    contract: "ChargeOnce", type: "Billing"))
    }

    @Test(
        "Every verdict but a pass ends with status 1",
        arguments: [
            Verdict.Kind.failed, .compileError, .refused, .crashed, .timedOut, .endedEarly,
            .stateLeak,
        ])
    func failures(kind: Verdict.Kind) {
        _ = shell.run("start 06")
        judge(Verdict(exercise: "charge-once", verdict: kind, message: "Told."))
        #expect(shell.run("grade").status == 1)
    }

    @Test("With --json the verdict alone is on standard output, the time beside it")
    func json() throws {
        _ = shell.run("start 06")
        judge(FixedVerdicts.failed)
        let outcome = shell.run("grade --json")
        #expect(outcome.status == 1)
        #expect(outcome.error == "graded in 0.21 s\n")
        let decoded = try JSONDecoder().decode(Verdict.self, from: Data(outcome.out.utf8))
        #expect(decoded == FixedVerdicts.failed)
    }

    @Test("A file anywhere can be graded, and its verdict counts")
    func anyFile() throws {
        try shell.write("struct Billing {}", to: "else where/Mine.swift")
        let outcome = shell.run(arguments: ["grade", "06", "--file", "else where/Mine.swift"])
        #expect(outcome.status == 0)
        #expect(shell.orders.last?.submission.file == shell.url("else where/Mine.swift").path)
        #expect(shell.run("solution 06").status == 0)
    }

    @Test("A file that isn't Swift, or that the judge refuses, is one message and status 64")
    func badFiles() throws {
        try shell.write("x", to: "notes.txt")
        let text = shell.run("grade 06 --file notes.txt")
        #expect(
            text.error
                == "eventlings: ROOT/notes.txt is not a Swift file; name one that ends in .swift\n")
        #expect(text.status == 64)
        #expect(text.out == "")
        #expect(shell.orders.isEmpty)
        shell.verdict = { submission, _ throws(JudgeError) in throw .noSuchFile(submission.file) }
        let gone = shell.run("grade 06 --file gone.swift")
        #expect(gone.status == 64)
        #expect(gone.out == "")
        #expect(gone.error.split(separator: "\n").count == 1)
        #expect(gone.error.contains("ROOT/gone.swift"))
    }

    @Test("A solution type that is gone is one message on standard error")
    func refused() {
        _ = shell.run("start 06")
        judge(
            Verdict(exercise: "charge-once", verdict: .refused, message: "Declare `Billing`."))
        #expect(
            shell.run("grade") == .init(status: 1, out: "", error: "Declare `Billing`.\n"))
    }

    @Test("A broken toolchain ends with 69, the grader's own failure with 70")
    func notTheLearner() {
        _ = shell.run("start 06")
        shell.verdict = { _, _ throws(JudgeError) in throw .toolchainMissing(tool: "swiftc") }
        #expect(shell.run("grade").status == 69)
        shell.verdict = { _, _ throws(JudgeError) in throw .graderFailed("oh", report: "lines") }
        let fault = shell.run("grade")
        #expect(fault.status == 70)
        #expect(fault.out == "")
        #expect(fault.error.contains("our fault, not your code's"))
    }

    @Test("What was never started is said, with the command that starts it")
    func notStarted() {
        let none = shell.run("grade")
        #expect(none.status == 64)
        #expect(none.error.contains("`start two-lines` begins the first"))
        #expect(shell.run("grade 06").error.contains("`start charge-once` makes it"))
    }

    @Test("Progress that can't be kept costs a warning, never the verdict")
    func readOnlyWorkspace() throws {
        try shell.write("a file, no folder", to: "blocked")
        try shell.write("struct Billing {}", to: "Mine.swift")
        let outcome = shell.run("grade 06 --file Mine.swift --workspace blocked")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("passed"))
        #expect(outcome.error.contains("Your progress was not kept"))
    }

    @Test("Replay plays the counterexample's tape again, and shows the broker at each step")
    func replay() throws {
        _ = shell.run("start 06")
        judge(FixedVerdicts.failed)
        _ = shell.run("grade")
        let outcome = shell.run("replay")
        #expect(outcome.status == 0)
        #expect(shell.orders.last?.task == .replay(tape: "c1:2.1"))
        #expect(outcome.out.contains("1/5  At 1ms, billing-1: starts.\n    orders-0: end 1\n"))
        #expect(outcome.out.contains("4/5  At 4ms, FAULT at billing-1: crash."))
        #expect(outcome.out.hasSuffix("before the commit.\n"))
        #expect(outcome.error == "")
        try shell.write("struct Billing { }", to: solution)
        #expect(shell.run("replay").error.contains("Your file has changed"))
    }

    @Test("A story found in a file elsewhere is replayed with that file")
    func replayAnyFile() throws {
        try shell.write("struct Billing {}", to: "Mine.swift")
        judge(FixedVerdicts.failed)
        _ = shell.run("grade 06 --file Mine.swift")
        #expect(shell.run("replay 06").status == 0)
        #expect(shell.orders.last?.submission.file == shell.url("Mine.swift").path)
    }

    @Test("At a terminal, Enter goes on, b goes back, q leaves")
    func stepping() {
        _ = shell.run("start 06")
        judge(FixedVerdicts.failed)
        _ = shell.run("grade")
        shell.isInteractive = true
        shell.input = ["", "", "b", "q", "never read"]
        let steps = shell.run("replay").out.matches(of: /[0-9]\/5/).map { String($0.output) }
        #expect(steps == ["1/5", "2/5", "3/5", "2/5"])
        shell.input = Array(repeating: "", count: 9)
        #expect(shell.run("replay").out.contains("5/5"))
    }

    @Test("There is nothing to replay before a failure and after a pass")
    func nothingToReplay() {
        _ = shell.run("start 06")
        #expect(shell.run("replay").error.contains("`grade charge-once` looks for one"))
        judge(FixedVerdicts.failed)
        _ = shell.run("grade")
        judge(FixedVerdicts.passed)
        _ = shell.run("grade")
        #expect(shell.run("replay").status == 64)
    }

    @Test("Run draws the calm world, or says what kept the code from running")
    func calm() {
        _ = shell.run("start 06")
        judge(FixedVerdicts.failed)
        let outcome = shell.run("run")
        #expect(outcome.status == 0)
        #expect(shell.orders.last?.task == .calm)
        #expect(outcome.out.contains("charge order-1 $40"))
        #expect(!outcome.out.contains("every promise is kept"))
        var kept = FixedVerdicts.failed
        kept.verdict = .passed
        judge(kept)
        #expect(shell.run("run").out.contains("In this calm world every promise is kept."))
        judge(FixedVerdicts.compileError)
        let broken = shell.run("run")
        #expect(broken.status == 1)
        #expect(broken.out == "")
        #expect(broken.error.contains("error: expression is 'async'"))
    }
}
