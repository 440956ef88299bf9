import OutsideThePool
import Testing

/// What lasts for a while, or befalls the broker, the log or the clock, read from the history.
@Suite("Faults that last", .waitsForProcesses)
struct FaultTests {
    private static let second = 1_000

    @Test("A call that fails has no effect, fails as often as it is to, and then works")
    func transient() throws {
        for times in [1, 3] {
            let story = try Story.first("patient", "failing(times: \(times)) pack r1")
            let failures = story.lines.filter { $0.text == "a#0 answered pack r1: unavailable" }
            #expect(failures.count == times)
            #expect(
                story.missing(
                    "a#0 struck failing(times: \(times)) pack r1",
                    "a#0 applied pack r1: unavailable (no change)", "a#0 printed again r1",
                    "a#0 applied pack r1: done") == nil)
        }
    }

    @Test("However often it strikes, a call fails no more often in a row than was said")
    func transientAgain() throws {
        func failures(_ strikes: Int...) throws -> Set<Int> {
            let stories = try Story.all(
                "patient", strikes.map { "failing(times: \($0)) pack r1" })
            let failure = "a#0 answered pack r1: unavailable"
            return Set(stories.map { $0.lines.count { $0.text == failure } })
        }
        #expect(try failures(1, 1) == [2])
        #expect(try failures(1, 3) == [3])
        #expect(try failures(3, 1) == [], "it is not offered")
    }

    @Test("Poison that is refused is refused each time, and the others flow")
    func refused() throws {
        let story = try Story.plain("patient")
        #expect(
            story.missing("a#0 applied pack r2: refused (no change)", "a#0 printed gives up r2")
                == nil)
        #expect(story.has("a#0 applied pack r3: done"))
    }

    @Test(
        "Poison that is deadly kills each process before its call, ever later, and costs no fault")
    func deadly() throws {
        let story = try Story.plain("brittle")
        let deaths = story.lines.filter { $0.text.hasSuffix("died of pack r3") }
        #expect(deaths.count > 5)
        #expect(!story.lines.contains { $0.text.contains("applied pack r3") })
        #expect(story.deeds(of: "a#0", after: "died of pack r3") == [])
        let pauses = zip(deaths.dropFirst(5), deaths.dropFirst(6)).map { $1.at - $0.at }
        #expect(pauses == pauses.sorted())
        #expect(story.haveAllStruck)
    }

    @Test("A slow call is overtaken by those that were sent after it")
    func slow() throws {
        let story = try Story.first("side-by-side-calls", "slow pack x")
        #expect(
            story.missing(
                "a#0 sent pack x", "a#0 sent pack z", "a#0 printed done y", "a#0 printed done z",
                "a#0 applied pack x: done", "a#0 printed done x") == nil)
    }

    @Test("A slow send is overtaken in another partition, and never in its own")
    func slowSend() throws {
        let stories = try Story.all("pipelining", ["slow send orders-0"])
        try #require(stories.count >= 2)
        #expect(
            stories[1].missing(
                "a#0 applied send orders-0: @0", "a#0 struck slow send orders-0",
                "a#0 applied send orders-1: @0", "a#0 applied send orders-0: @1",
                "a#0 applied send orders-0: @2") == nil)
        #expect(!stories[1].lines.contains { $0.text.contains("outOfOrder") })
    }

    @Test("A broker that is away takes no request, for longer than a producer tries")
    func brokerAway() throws {
        let story = try Story.first("two-queues", "brokerAway send orders-0")
        #expect(!story.lines.contains { $0.text.contains("applied send") })
        #expect(story.prints(of: "a#0") == ["not delivered", "not delivered"])
        #expect(
            try story.time(of: "a#0 timed out send orders-1")
                == story.time(of: "a#0 sent send orders-1") + 60 * Self.second + 1)
    }

    @Test("An outage that is a part of the world begins by itself, and is waited for")
    func outage() throws {
        let story = try Story.plain("cut-off")
        #expect(story.missing("struck outage(minutes: 5)", "a#0 applied send orders-0: @0") == nil)
        #expect(try story.time(of: "struck outage(minutes: 5)") == 2)
        #expect(try story.time(of: "a#0 applied send orders-0: @0") > 300 * Self.second)
        #expect(story.prints(of: "a#0").contains("not delivered"))
    }

    @Test("A broker that starts again loses all that is on its way to the log, and takes it later")
    func brokerRestart() throws {
        let story = try Story.first("two-queues", "brokerRestart send orders-1")
        #expect(
            story.missing(
                "a#0 struck brokerRestart send orders-1", "a#0 timed out send orders-0",
                "a#0 timed out send orders-1", "a#0 applied send orders-0: @0",
                "a#0 applied send orders-1: @0") == nil)
        #expect(story.prints(of: "a#0") == ["orders-0@0", "orders-1@0"])
    }

    @Test("A topic that grows: members share the new partition out, and keys have another place")
    func morePartitions() throws {
        let stories = try Story.all("growing", ["morePartitions poll"])
        try #require(stories.count >= 2)
        #expect(stories[0].has("a#0 printed r1 answered in orders-1"))
        let story = try #require(stories.first { $0.has("a#0 printed r1 answered in orders-0") })
        let grown = try story.time(of: "a#0 struck morePartitions poll")
        #expect(
            story.missing(
                "a#0 printed assigned orders-0,orders-1", "a#0 struck morePartitions poll",
                "appended r4 to orders-2", "a#0 printed assigned orders-0,orders-1,orders-2",
                "a#0 printed r4 answered in orders-1") == nil)
        #expect(
            try story.time(of: "a#0 printed assigned orders-0,orders-1,orders-2")
                >= grown + 30 * Self.second)
    }

    @Test("A late partition: the other's records come first")
    func latePartition() throws {
        let story = try Story.first("lagging", "late(orders-0)")
        #expect(
            story.missing("a#0 printed got r2", "a#0 printed got r1", "a#0 printed got r3") == nil)
        #expect(try story.time(of: "a#0 printed got r1") > 10 * Self.second)
    }

    @Test(
        "A wall clock that jumps stays where it is in the next life; what only counts does not jump"
    )
    func clockJump() throws {
        for (strike, hours) in [("clockForwards", 1), ("clockBackwards", -1)] {
            let stories = try Story.all("two-clocks", ["\(strike) pack x", "crashBefore pack y"])
            let story = try #require(stories.first)
            #expect(
                story.prints(of: "a#0") == [
                    "wall 0 h, counted 0 h", "wall \(hours) h, counted 0 h",
                ])
            #expect(story.prints(of: "a#2").first == "wall \(hours) h, counted 0 h")
            #expect(story.prints(of: "b#1").first == "wall 0 h, counted 0 h")
        }
    }

    @Test("What others write days later is waited for, also when something has struck before")
    func laterInput() throws {
        let sixDays = 6 * 86_400 * Self.second
        let stories = [
            (try Story.plain("days-later"), "a#0"),
            (try Story.first("days-later", "crashBefore pack r1"), "a#1"),
        ]
        for (story, process) in stories {
            #expect(try story.time(of: "appended r1 to orders-0") == sixDays)
            #expect(
                story.missing(
                    "appended r1 to orders-0", "\(process) applied pack r1: done (no change)")
                    == nil)
        }
    }
}
