import OutsideThePool
import Testing

/// The database in the simulation, with two processes at once.
@Suite("A database between two processes", .waitsForProcesses)
struct DatabaseTests {
    @Test(
        "A suite chooses what bites: write skew and lost updates at the weaker level only",
        arguments: [
            ("skew-serialisable", "none"), ("skew-snapshot", "invariant(0)"),
            ("lost-update-snapshot", "none"), ("lost-update-read-committed", "invariant(0)"),
        ])
    func isolation(trial: String, finding: String) throws {
        #expect(try Story.plain(trial).finding == finding)
    }

    @Test("A smaller number can appear later; the change feed is in the order of saving")
    func numbers() throws {
        let story = try Story.plain("numbered")
        #expect(story.prints(of: "b#1") == ["rows 2", "changes 2,1"])
    }

    @Test("Whoever follows the change feed comes to rest when it has told all")
    func relay() throws {
        let story = try Story.plain("relay")
        #expect(story.finding == "none")
        #expect(
            story.missing(
                "b#1 applied pack r1: done", "b#1 applied pack r2: done",
                "b#1 applied pack r3: done") == nil)
        let crashed = try Story.all("relay", ["crashAfter pack r2"])
        #expect(crashed.first?.finding == "none")
    }
}
