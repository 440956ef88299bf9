import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite("Watching a solution")
struct WatchTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        _ = shell.run("start 06")
    }

    @Test("It grades now and on every save, and stops at the pass instead of going on")
    func untilItPasses() {
        var verdicts = [FixedVerdicts.failed, FixedVerdicts.failed, FixedVerdicts.passed]
        shell.verdict = { _, _ throws(JudgeError) in verdicts.removeFirst() }
        shell.saves = [{ _ in .saved }, { _ in .saved }, { _ in .saved }]
        let outcome = shell.run("watch")
        #expect(outcome.status == 0)
        #expect(shell.orders.count == 3)
        #expect(shell.saves.count == 1)
        #expect(outcome.out.components(separatedBy: "Watching ").count == 3)
        #expect(outcome.out.contains("start stock-ledger"))
    }

    @Test("A hint is one key away, q leaves, and other keys are nothing")
    func keys() {
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.failed }
        shell.isInteractive = true
        shell.saves = [
            { _ in .key(.character("h")) }, { _ in .key(.character("x")) },
            { _ in .key(.character("h")) }, { _ in .key(.character("q")) }, { _ in .saved },
        ]
        let outcome = shell.run("watch")
        #expect(outcome.out.contains("Hint 1 of 2"))
        #expect(outcome.out.contains("Hint 2 of 2"))
        #expect(outcome.out.contains("h gives a hint"))
        #expect(outcome.out.hasSuffix("No longer watching.\n"))
        #expect(shell.saves.count == 1 && shell.orders.count == 1)
    }

    @Test("After a pass it asks, and goes on only when told to", arguments: ["", "no", "y", "Yes"])
    func asks(answer: String) {
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.passed }
        shell.isInteractive = true
        shell.input = [answer]
        let outcome = shell.run("watch")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("Enter ends here"))
        let next = "Workspace/Sources/07-stock-ledger/Solution.swift"
        #expect(shell.exists(next) == answer.lowercased().hasPrefix("y"))
        #expect(shell.orders.count == 1)
    }

    @Test("Ctrl-C while it waits leaves; the grading before stands")
    func left() {
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.failed }
        let outcome = shell.run("watch")
        #expect(outcome.status == 0)
        #expect(outcome.out.hasSuffix("No longer watching.\n"))
    }

    @Test("A file that can't be graded is no end: the next save may mend it")
    func unusable() {
        shell.verdict = { submission, _ throws(JudgeError) in
            throw JudgeError.notText(submission.file)
        }
        shell.saves = [{ _ in .saved }]
        let outcome = shell.run("watch")
        #expect(outcome.error.components(separatedBy: "is not UTF-8").count == 3)
        #expect(outcome.out.hasSuffix("No longer watching.\n"))
    }

    @Test("Without the toolchain there is nothing to wait for")
    func unavailable() {
        shell.verdict = { _, _ throws(JudgeError) in throw .toolchainMissing(tool: "swiftc") }
        #expect(shell.run("watch").status == 69)
    }

    @Test("A save is noticed once, when it is over, whichever way the editor saves")
    func saves() throws {
        let file = shell.url("Some.swift")
        try Data("1".utf8).write(to: file)
        let watch = FileWatch(file)
        #expect(!watch.hasSettled {})

        try Data("22".utf8).write(to: file)
        var looks = 0
        let isSaved = watch.hasSettled {
            looks += 1
            if looks == 1 { try? Data("333".utf8).write(to: file) }
        }
        #expect(isSaved)
        #expect(looks == 2)
        #expect(!watch.hasSettled {})

        let other = shell.url("Other.swift")
        try Data("333".utf8).write(to: other)
        #expect(rename(other.path, file.path) == 0)
        #expect(watch.hasSettled {})

        try FileManager.default.removeItem(at: file)
        #expect(!watch.hasSettled {})
        try Data("4".utf8).write(to: file)
        #expect(watch.hasSettled {})
    }
}
