import OutsideThePool
import Testing

/// A right program in all schedules with up to one crash or pause, on a broker with a bug.
@Suite("A bug planted in the broker", .waitsForProcesses)
struct PlantedBugTests {
    @Test(
        "The invariants notice it",
        arguments: [
            ("lost-commit", "a commit that was done stays"),
            ("skipped-record", "every record is handed out"),
            ("repeated-record", "no life is handed a record twice"),
            ("unchecked-generation", "a commit that was done stays"),
        ])
    func noticed(bug: String, invariant: String) throws {
        let lines = try Host.lines("planted", bug)
        #expect(lines.dropFirst() == ["noticed: \(invariant)"])
    }

    /// Three records with three calls each, where a crash may come before or after, or a pause; and
    /// four polls, two of each instance, where a crash may come: 3 · 3 · 3 + 4, and the plain run.
    @Test("Without a bug there is nothing to notice")
    func nothing() throws {
        #expect(try Host.lines("planted", "none") == ["schedules 32"])
    }
}
