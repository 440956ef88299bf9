import Foundation
import OutsideThePool
import Testing

/// Identifiers, dates, chance, the order of sets, of dictionaries and of tasks that sleep by chance.
@Suite("Chance", .waitsForProcesses)
struct ChanceTests {
    /// a dies at its first call: `a#0` and `a#2` are a process and its restart.
    private static let tape = "w:0.1"

    @Test("All that chance decides is the same in every run, wherever and in whatever environment")
    func sameInEveryRun() throws {
        let folders = ["/", "/tmp", LearnerFile.tests.path, "/proc/self"]
        let outputs = try folders.enumerated().map { turn, folder in
            try Host.lines(
                "replay", "chance", Self.tape, in: folder,
                adding: [
                    "TZ": ["UTC", "Asia/Tokyo"][turn % 2], "LANG": ["C", "C.UTF-8"][turn % 2],
                    "HOME": folder, "PADDING": String(repeating: "x", count: turn * 1_000),
                ])
        }
        #expect(Set(outputs).count == 1)
        #expect(outputs[0].count > 20)
    }

    @Test("A process and its restart draw differently; the hash seeds and the host stay")
    func differsAfterRestart() throws {
        let story = try #require(
            Story.all(in: try Host.lines("replay", "chance", Self.tape)).first)
        #expect(story.missing("b#1 starts", "a#2 starts again") == nil)
        let lives = try ["a#0", "b#1", "a#2"].map { try facts(story.prints(of: $0)) }
        for drawn in ["uuid", "process", "number", "shuffled"] {
            #expect(Set(lives.map { $0[drawn] }).count == 3, "\(drawn)")
        }
        for seeded in ["set", "dictionary", "host"] {
            #expect(Set(lives.map { $0[seeded] }).count == 1, "\(seeded)")
        }
        // Half a second before 2026, and for the restart a second after the death.
        let begin = 1_767_225_599.5
        #expect(lives.prefix(2).map { $0["date"] } == ["\(begin)", "\(begin)"])
        let restart = try story.time(of: "a#2 starts again")
        #expect(restart > 1_000)
        #expect(lives[2]["date"].flatMap { Double($0) } == begin + Double(restart) / 1_000)
    }

    /// By the first word of each line.
    private func facts(_ lines: [String]) throws -> [String: String] {
        let pairs = lines.map { line in
            let (name, fact) = (line.prefix { $0 != " " }, line.drop { $0 != " " }.dropFirst())
            return (String(name), String(fact))
        }
        try #require(
            Set(pairs.map(\.0)) == [
                "uuid", "date", "process", "host", "number", "shuffled", "set", "dictionary",
                "race", "detached",
            ])
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
