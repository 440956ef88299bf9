import Course
import EventLog
import Foundation
import Terminal
import Testing

@testable import Shell

@Suite("Progress on its way to another machine, and the last weeks") struct ProgressFileTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    @Test("What was exported and imported elsewhere is the same progress, and is there once")
    func roundTrip() throws {
        _ = shell.run("start 06")
        _ = shell.run("hint")
        _ = shell.run("grade")
        #expect(shell.run("progress export all.jsonl").out == "3 events in all.jsonl.\n")
        let elsewhere = "--workspace elsewhere"
        #expect(
            shell.run("progress import all.jsonl \(elsewhere)").out
                == "3 events added to your progress.\n")
        #expect(
            shell.run("progress --json \(elsewhere)").out == shell.run("progress --json").out)
        #expect(
            shell.run("progress import all.jsonl \(elsewhere)").out
                == "All of it was here already.\n")
        #expect(shell.run("progress export again.jsonl \(elsewhere)").status == 0)
        #expect(try shell.read("again.jsonl") == shell.read("all.jsonl"))
    }

    @Test("Events of a later program travel along")
    func later() throws {
        let line =
            #"{"payload":{"x":[1]},"time":"2026-03-01T10:00:00.250Z","type":"Slept","version":9}"#
        try shell.write(line + "\n\n", to: "later.jsonl")
        #expect(shell.run("progress import later.jsonl").out.hasPrefix("1 event added"))
        _ = shell.run("progress export back.jsonl")
        #expect(try shell.read("back.jsonl") == line + "\n")
    }

    @Test("A line may end in CRLF, and an empty file has nothing to add")
    func lineEnds() throws {
        _ = shell.run("start 06")
        _ = shell.run("hint")
        let lines = shell.run("progress export -").out
        #expect(!shell.exists("-"))
        try shell.write(lines.replacing("\n", with: "\r\n"), to: "windows.jsonl")
        #expect(
            shell.run("progress import windows.jsonl --workspace elsewhere").out
                == "2 events added to your progress.\n")
        try shell.write("\r\n", to: "empty.jsonl")
        #expect(
            shell.run("progress import empty.jsonl").out
                == "empty.jsonl is empty; there is nothing to add.\n")
    }

    @Test("A pipe is read like a file")
    func pipe() throws {
        _ = shell.run("start 06")
        let line = Data(shell.run("progress export -").out.utf8)
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: line)
        try pipe.fileHandleForWriting.close()
        let file = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(
            shell.run("progress import \(file) --workspace elsewhere").out
                == "1 event added to your progress.\n")
    }

    @Test("A file with a line that is none changes nothing, and the line is named")
    func broken() throws {
        _ = shell.run("start 06")
        _ = shell.run("progress export all.jsonl")
        try shell.write(shell.read("all.jsonl") + "{\"type\":1}\n", to: "broken.jsonl")
        let outcome = shell.run("progress import broken.jsonl --workspace elsewhere")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("broken.jsonl:2"))
        #expect(shell.run("progress --workspace elsewhere").out.hasPrefix("Nothing yet."))
        #expect(shell.run("progress import nowhere.jsonl").error.contains("check the path"))
        #expect(shell.run("progress export all.jsonl").error.contains("isn't there yet"))
    }

    private func date(_ text: String) throws -> Date {
        try Date(text, strategy: .iso8601)
    }

    @Test("The last weeks have a row each and a sign a day, and end today")
    func calendar() throws {
        let calendar = ProgressCalendar(
            moments: [
                try date("2026-01-05T10:00:00Z"), try date("2026-11-16T00:00:00Z"),
                try date("2026-11-16T23:59:59Z"), try date("2026-11-27T12:00:00Z"),
            ], now: try date("2026-11-28T05:00:00Z"), in: .gmt)
        let drawn = calendar.lines(for: .init(width: 80, colour: false, unicode: true))
        #expect(
            drawn.map(\.text) == [
                "        M T W T F S S", "Nov 16  ✓ · · · · · ·", "Nov 23  · · · · ✓ ·",
            ])
        let plain = calendar.lines(
            for: .init(width: 80, colour: false, unicode: false, plain: true))
        #expect(plain.map(\.text) == ["Week of Nov 16: 1 day.", "Week of Nov 23: 1 day."])
    }

    @Test("Weeks long ago leave no empty rows")
    func longAgo() throws {
        let calendar = ProgressCalendar(
            moments: [try date("2026-01-05T10:00:00Z")],
            now: try date("2026-11-28T05:00:00Z"), in: .gmt)
        #expect(calendar.weeks.isEmpty)
    }
}
