import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite("Opening one's file, and comparing it with the model") struct OpenAndDiffTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    @Test("Open starts VISUAL, else EDITOR, on the file of the exercise started last")
    func editor() {
        _ = shell.run("start 06")
        shell.environment = ["EDITOR": "ed"]
        #expect(shell.run("open") == .init(status: 0, out: "", error: ""))
        shell.environment["VISUAL"] = "code --wait"
        _ = shell.run("open charge-once")
        #expect(shell.edits.map(\.editor) == ["ed", "code --wait"])
        #expect(
            shell.edits.allSatisfy {
                $0.file == shell.url("Workspace/Sources/06-charge-once/Solution.swift")
            })
    }

    @Test("Who has chosen no editor gets one that the machine has")
    func anyEditor() throws {
        _ = shell.run("start 06")
        try shell.write("#!/bin/sh\n", to: "bin/nano")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: shell.url("bin/nano").path)
        shell.environment = ["PATH": "/nowhere:\(shell.url("bin").path)"]
        #expect(shell.run("open").status == 0)
        #expect(shell.edits.map(\.editor) == ["nano"])
    }

    @Test("Without an editor, open says how to name one and where the file is")
    func noEditor() {
        _ = shell.run("start 06")
        shell.environment = ["VISUAL": " "]
        let outcome = shell.run("open")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("export EDITOR=nano"))
        #expect(outcome.error.contains("Workspace/Sources/06-charge-once/Solution.swift"))
        #expect(shell.edits.isEmpty)
    }

    @Test("An editor that fails is named with its status, and an exercise not begun is not opened")
    func failures() {
        shell.environment = ["EDITOR": "no-such-editor"]
        #expect(shell.run("open 06").error.contains("`start charge-once` makes it"))
        _ = shell.run("start 06")
        shell.editorStatus = 127
        let outcome = shell.run("open")
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("`no-such-editor` ended with status 127"))
        #expect(outcome.error.contains("Quotes keep together a path with a blank"))
    }

    @Test("Diff opens with the first pass, and shows both sides with signs or in words")
    func diff() throws {
        _ = shell.run("start 06")
        #expect(shell.run("diff").error.contains("opens once yours has passed"))
        _ = shell.run("grade")
        let file = "Workspace/Sources/06-charge-once/Solution.swift"
        #expect(
            shell.run("diff").out == """
                - only in yours, \(file)
                + only in the model solution

                - struct Billing {}
                + final class Billing {}

                """)
        #expect(
            shell.run("diff --plain").out.hasSuffix(
                "\nyours, line 1: struct Billing {}\nmodel, line 1: final class Billing {}\n"))
        try shell.write("final class Billing {}\n", to: file)
        #expect(shell.run("diff").out == "Your file and the model solution are the same.\n")
    }

    @Test("Lines that end in CRLF differ from no others")
    func lineEnds() {
        let difference = LineDifference(yours: "a\r\nb\r\nmine\r\n", model: "a\nb\n")
        #expect(difference.passages.joined().map(\.text) == ["a", "b", "mine"])
        #expect(difference.passages.joined().map(\.side) == [.common, .common, .yours])
    }

    @Test("Three common lines stand around a difference; those far away are left out")
    func context() {
        let model = (1...20).map { "line \($0)" }
        var yours = model
        yours[4] = "mine"
        yours.append("the last")
        let difference = LineDifference(
            yours: yours.joined(separator: "\n"), model: model.joined(separator: "\n") + "\n")
        let shown = difference.lines(
            for: Capabilities(width: 80, colour: false, unicode: true)
        ).map(\.text)
        #expect(
            shown == [
                "  line 2", "  line 3", "  line 4", "- mine", "+ line 5", "  line 6", "  line 7",
                "  line 8", "…", "  line 18", "  line 19", "  line 20", "- the last",
            ])
    }

    @Test("However two texts differ, each side's lines are all there, in their order")
    func complete() {
        var random = Numbers(state: 3)
        for _ in 0..<200 {
            let texts = (0..<2).map { _ in
                (0..<random.next(below: 12)).map { _ in "\(random.next(below: 4))" }
            }
            let difference = LineDifference(
                yours: texts[0].joined(separator: "\n"), model: texts[1].joined(separator: "\n"))
            let lines = difference.passages.joined()
            for (side, text) in zip([LineDifference.Side.yours, .model], texts) {
                let changed = lines.filter { $0.side == side }
                #expect(changed.allSatisfy { text[$0.number - 1] == $0.text })
                #expect(changed.map(\.number) == changed.map(\.number).sorted())
            }
            #expect(lines.isEmpty == (texts[0] == texts[1]))
        }
    }
}
