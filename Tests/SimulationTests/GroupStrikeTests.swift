import OutsideThePool
import Testing

/// What the simulator does to a consumer group, read from the history. `careful` is one instance, a,
/// with b in reserve; `careful-pair` is both.
@Suite("Strikes at a group", .waitsForProcesses)
struct GroupStrikeTests {
    @Test("A rewind after a restart: all records come again, in order")
    func rewindAfterRestart() throws {
        let story = try Story.first("careful", "crashAfter commit orders-1@1", "rewind")
        #expect(
            story.missing(
                "a#0 applied commit orders-0@2: done", "a#0 applied commit orders-1@1: done",
                "a#1 starts again", "struck rewind",
                "a#1 printed got orders-0@0 | got orders-0@1 | got orders-1@0") == nil)
    }

    @Test("A rewind after a reassignment: the owner whose partition it is gets all again, no other")
    func rewindAfterReassignment() throws {
        let again = ["a#0 printed got orders-0@0", "b#1 printed got orders-1@0"]
        let stories = try Story.all("careful", ["newInstance poll", "rewind"])
        let rewound = stories.map { story in
            let end = story.lines.drop { $0.text != "struck rewind" }.map(\.text)
            return again.filter { line in end.contains { $0.hasPrefix(line) } }
        }
        #expect(Set(rewound) == Set(again.map { [$0] }))
    }

    @Test("Without a rewind, a restarted process goes on where the group was")
    func noRewind() throws {
        let story = try Story.first("careful", "crashAfter commit orders-1@1")
        #expect(story.has("a#1 answered offset fetch: orders-0@2,orders-1@1"))
        #expect(!story.lines.contains { $0.text.hasPrefix("a#1 printed got") })
    }

    @Test(
        "A duplicate append: the same event at a new offset",
        arguments: [(0, "r1", "orders-0", 2), (1, "r2", "orders-1", 1), (2, "r3", "orders-0", 2)])
    func duplicateAppend(index: Int, name: String, partition: String, offset: Int) throws {
        let story = try Story.first("careful", "duplicateAppend(record: \(index))")
        #expect(
            story.missing(
                "a#0 applied pack \(name): done", "struck duplicateAppend(record: \(index))",
                "appended \(name) to \(partition)", "a#0 printed got \(partition)@\(offset)",
                "a#0 applied pack \(name): done (no change)",
                "a#0 applied commit \(partition)@\(offset + 1): done") == nil)
    }

    @Test("A rebalance: the revoked callback runs, then both have their share")
    func rebalance() throws {
        let stories = try Story.all("careful", ["newInstance poll"])
        try #require(stories.count == 2)
        #expect(
            stories[0].missing(
                "a#0 struck newInstance poll", "b#1 starts", "a#0 printed assigned orders-0") == nil
        )
        #expect(
            stories[1].missing(
                "a#0 printed assigned orders-0,orders-1", "a#0 struck newInstance poll",
                "b#1 starts", "a#0 printed revoked orders-0,orders-1",
                "a#0 printed assigned orders-0") == nil)
        for story in stories {
            #expect(story.has("b#1 printed assigned orders-1"))
            #expect(!story.lines.contains { $0.text.contains("printed lost") })
        }
    }

    @Test("A session timeout: a pause in poll, the partitions move, and the sleeper has lost them")
    func sessionTimeout() throws {
        let stories = try Story.all("careful-pair", ["pause poll"]).filter { story in
            story.missing("a#0 printed assigned orders-0", "a#0 struck pause poll") == nil
        }
        try #require(stories.count == 1)
        #expect(
            stories[0].missing(
                "a#0 struck pause poll", "b#1 printed revoked orders-1",
                "b#1 printed assigned orders-0,orders-1", "a#0 woke", "a#0 printed lost orders-0",
                "a#0 printed assigned orders-0") == nil)
    }

    @Test("A zombie: others do its work, then it goes on with what it held, and may not commit")
    func zombie() throws {
        let story = try Story.first("careful-pair", "pause pack r1")
        #expect(
            story.missing(
                "a#0 struck pause pack r1", "b#1 printed assigned orders-0,orders-1",
                "b#1 applied pack r1: done", "b#1 applied commit orders-0@2: done", "a#0 woke",
                "a#0 applied pack r1: done (no change)", "a#0 answered pack r1: done",
                "a#0 applied commit orders-0@1: unknownMemberID (no change)", "a#2 starts again")
                == nil)
        #expect(story.deeds(of: "a#0", after: "struck pause pack r1").first == "a#0 woke")
    }

    @Test("A zombie's commit that was under way is refused, too")
    func zombieCommit() throws {
        let story = try Story.first("careful-pair", "pause commit orders-0@1")
        #expect(
            story.missing(
                "a#0 applied pack r1: done", "a#0 struck pause commit orders-0@1",
                "b#1 applied commit orders-0@2: done", "a#0 woke",
                "a#0 applied commit orders-0@1: unknownMemberID (no change)") == nil)
        #expect(story.deeds(of: "a#0", after: "struck pause commit orders-0@1").first == "a#0 woke")
    }
}
