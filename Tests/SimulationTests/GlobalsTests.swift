import OutsideThePool
import Testing

/// `Tests/LearnerFiles/Globals.swift` on two instances, a and b: before each of its three calls it
/// counts up ten variables of different kinds, and prints them.
@Suite("Global variables", .waitsForProcesses)
struct GlobalsTests {
    private static let counts = (1...3).map { number in
        Array(repeating: "\(number)", count: 10).joined(separator: " ")
    }

    @Test("Two instances that take turns don't see each other's")
    func instances() throws {
        let story = try play("w:")
        for life in ["a#0", "b#1"] { #expect(story.prints(of: life) == Self.counts) }
        let counts = Self.counts
        #expect(
            story.missing(
                "a#0 printed \(counts[0])", "b#1 printed \(counts[0])", "a#0 printed \(counts[1])",
                "b#1 printed \(counts[1])", "a#0 printed \(counts[2])") == nil)
    }

    @Test("A restarted process finds them as they were written")
    func restart() throws {
        // Both have made their first call, and a its second, before which it dies.
        let story = try play("w:2.1")
        #expect(story.missing("a#0 struck crashBefore pack 2", "a#2 starts again") == nil)
        #expect(story.prints(of: "a#0") == Array(Self.counts.prefix(2)))
        for life in ["b#1", "a#2"] { #expect(story.prints(of: life) == Self.counts) }
    }

    @Test("A process that has slept finds its own again")
    func awakening() throws {
        // a pauses at its second call; b comes to its end meanwhile.
        let story = try play("w:2.3")
        #expect(
            story.missing(
                "a#0 struck pause pack 2", "b#1 printed \(Self.counts[2])", "a#0 woke",
                "a#0 printed \(Self.counts[2])") == nil)
        for life in ["a#0", "b#1"] { #expect(story.prints(of: life) == Self.counts) }
    }

    private func play(_ tape: String) throws -> Story {
        let output = try LearnerFile(named: "Globals").withLibrary { library in
            try Host.lines("library", library, tape)
        }
        return try #require(Story.all(in: output).first)
    }
}
