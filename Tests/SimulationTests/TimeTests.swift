import OutsideThePool
import Testing

/// Virtual time: `Tests/SimulatorHost/ClockTrials.swift` waits in each of these ways.
@Suite("Time", .waitsForProcesses)
struct TimeTests {
    @Test("An hour's sleep takes an hour, by every clock, and no time")
    func longSleep() throws {
        let story = try Story.plain("long-sleep")
        #expect(
            story.prints(of: "a#0")
                == ["continuous 3600.0 seconds", "date 3600.0", "suspending 60.0 seconds"])
        #expect(try story.time(of: "a#0 returned") == 3_660_000)
    }

    @Test("A cancelled sleep ends at once")
    func cancelledSleep() throws {
        let story = try Story.plain("cancelled-sleep")
        #expect(try story.time(of: "a#0 printed cancelled") == 0)
    }

    @Test("What is still missing is judged when the patience is over")
    func judgement() throws {
        let story = try Story.plain("cancelled-sleep")
        #expect(story.lines.last == Story.Line(at: 7_200_000, text: "broke 0: the end"))
    }

    @Test("A loop of yields does not keep a sleeper from waking")
    func yields() throws {
        #expect(try Story.plain("yields").prints(of: "a#0") == ["took 1.0 seconds"])
    }

    @Test("A loop that reads the clock sees it move")
    func readings() throws {
        let story = try Story.plain("readings")
        #expect(story.prints(of: "a#0") == ["over"])
        #expect((2_000...2_001).contains(try story.time(of: "a#0 printed over")))
    }

    @Test("C's ways to sleep move the clock")
    func sleepsOfC() throws {
        #expect(try Story.plain("nanosleep").prints(of: "a#0") == ["took 3.5 seconds"])
    }
}
