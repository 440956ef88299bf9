import Foundation
import Terminal
import Testing

@testable import Shell

@Suite("What is said while a grading takes long")
struct ProgressLineTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        _ = shell.run("start 06")
        shell.isInteractive = true
        shell.progress = [1_000, 20_000]
    }

    @Test("A line says how much was played, is painted over, and is gone before the verdict")
    func painted() {
        shell.capabilities.height = 30
        let out = shell.run("grade").out
        let painted = out.components(separatedBy: "\u{1B}[1A\r\u{1B}[J")
        #expect(painted.count == 3)
        #expect(painted[0] == "Played 1,000 schedules. Ctrl-C stops.\n")
        #expect(painted[1] == "Played 20,000 schedules. Ctrl-C stops.\n")
        #expect(painted[2].hasPrefix("06 Charge every order once"))
    }

    @Test("Where nothing can be painted over, one line says that it goes on")
    func plain() {
        shell.capabilities.plain = true
        let outcome = shell.run("grade")
        #expect(outcome.error == "Still playing. Ctrl-C stops.\n")
        #expect(!outcome.out.contains("Played"))
    }

    @Test("Nobody is told who does not sit at a terminal, or does not wait for long")
    func silent() {
        shell.capabilities.height = 30
        shell.isInteractive = false
        #expect(!shell.run("grade").out.contains("Played"))
        shell.isInteractive = true
        shell.progress = []
        #expect(!shell.run("grade").out.contains("Played"))
    }
}
