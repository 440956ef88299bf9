import OutsideThePool
import Testing

/// Members whose work takes long, and those that come and go. A label takes 2 s; the cluster's members
/// must poll every 10 s.
@Suite("Poll interval, and members that come and go", .waitsForProcesses)
struct PollIntervalTests {
    private static let second = 1_000

    @Test("Who takes longer than the poll interval is out of its group, and can't commit")
    func tooLong() throws {
        let story = try Story.plain("printing")
        #expect(
            story.missing(
                "a#0 applied commit orders-0@4: done", "a#0 poll interval passed",
                "a#0 applied print r5: done",
                "a#0 applied commit orders-0@5: unknownMemberID (no change)") == nil)
        let joined = try story.time(of: "a#0 answered sync: orders-0,orders-1")
        #expect(try story.time(of: "a#0 poll interval passed") == joined + 10 * Self.second)
    }

    @Test("Who polls in time stays, however late an empty poll returns")
    func inTime() throws {
        let story = try Story.plain("printing-in-time")
        #expect(!story.has("a#0 poll interval passed"))
        #expect(!story.lines.contains { $0.text.contains("lost") })
        #expect(story.has("a#0 applied commit orders-0@6: done"))
    }

    @Test("What an undisturbed run took in virtual time, and how many calls were under way at once")
    func speed() throws {
        let alone = try Story.plain("printing-in-time")
        #expect(
            alone.lines.last?.text == "broke 0: makespan 12.033 seconds, in flight 1")
        let together = try Story.plain("side-by-side-calls")
        #expect(
            together.lines.last?.text == "broke 0: makespan 0.001 seconds, in flight 3")
        let slow = try Story.first("side-by-side-calls", "slow pack x")
        #expect(
            slow.lines.last?.text == "broke 0: makespan -, in flight 3")
    }

    @Test("An instance that leaves is asked to stop, and comes again after a minute")
    func leave() throws {
        let story = try Story.first("printing-in-time", "leave print r1")
        #expect(
            story.missing(
                "a#0 struck leave print r1", "a#0 applied print r1: done",
                "a#0 printed CancellationError()", "a#0 answered leave: done", "a#0 returned",
                "a#1 starts again", "a#1 applied print r3: done") == nil)
        #expect(
            try story.time(of: "a#1 starts again")
                == story.time(of: "a#0 returned") + 61 * Self.second)
    }

    @Test("Cooperatively, only what moves is revoked, and the newcomer has it afterwards")
    func cooperative() throws {
        let story = try #require(try Story.all("cooperative", ["newInstance poll"]).last)
        #expect(
            story.missing(
                "a#0 printed assigned orders-0,orders-1", "b#1 starts",
                "a#0 printed revoked orders-1 | assigned ", "b#1 printed assigned orders-1") == nil)
        #expect(!story.lines.contains { $0.text.contains("revoked orders-0") })
    }
}
