import OutsideThePool
import Testing

/// What happens around a learner's code, read from the history.
@Suite("The process contract", .waitsForProcesses)
struct ProcessContractTests {
    private static let second = 1_000

    @Test("Whoever throws is started again after 1 s; that costs no deviation")
    func throwing() throws {
        let story = try Story.plain("stumbling")
        #expect(
            story.missing(
                "a#0 applied save: done", "a#0 threw Stumbled()", "a#1 starts again",
                "a#1 applied pack x: done") == nil)
        #expect(
            try story.time(of: "a#1 starts again")
                == story.time(of: "a#0 threw Stumbled()") + Self.second)
        #expect(story.finding == "none")
    }

    @Test("Whoever throws in vain again and again is started ever later, at most every 5 minutes")
    func throwingInVain() throws {
        let starts = try Story.plain("hopeless").lines.filter { $0.text.contains("starts") }
        let pauses = zip(starts, starts.dropFirst()).map { ($1.at - $0.at) / Self.second }
        #expect(pauses.prefix(13) == [1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64, 128, 256])
        #expect(pauses.count > 20)
        #expect(pauses.dropFirst(13).allSatisfy { $0 == 300 })
    }

    @Test("Whoever returns without having been asked has ended early")
    func returning() throws {
        let story = try Story.plain("returning")
        #expect(story.missing("a#0 answered pack x: done", "a#0 returned") == nil)
        #expect(story.finding == "returned")
    }

    @Test("A deploy: poll throws, the process ends, and another one starts in its place")
    func deployAtPoll() throws {
        let story = try Story.first("careful", "deploy poll")
        #expect(
            story.missing(
                "a#0 struck deploy poll", "a#0 threw CancellationError()", "a#1 starts again",
                "a#1 applied commit orders-1@1: done") == nil)
        #expect(
            try story.time(of: "a#1 starts again")
                == story.time(of: "a#0 threw CancellationError()") + Self.second)
        #expect(story.finding == "none")
    }

    @Test("A deploy in the middle of the work: what was begun is finished before the next poll")
    func deployAtWork() throws {
        let story = try Story.first("careful", "deploy pack r1")
        #expect(
            story.missing(
                "a#0 struck deploy pack r1", "a#0 applied pack r1: done",
                "a#0 applied commit orders-1@1: done", "a#0 sent poll",
                "a#0 threw CancellationError()", "a#1 starts again") == nil)
    }

    @Test("Whoever returns because it was asked to has done right")
    func obliging() throws {
        let story = try Story.first("obliging", "deploy poll")
        #expect(
            story.missing(
                "a#0 struck deploy poll", "a#0 returned", "a#1 starts again",
                "a#1 applied pack r1: done") == nil)
        #expect(story.finding == "none")
    }

    @Test("Whoever does not hear is killed after 30 s")
    func deaf() throws {
        let story = try Story.first("deaf", "deploy poll")
        #expect(story.missing("a#0 struck deploy poll", "a#0 killed", "a#1 starts again") == nil)
        let asked = try story.time(of: "a#0 struck deploy poll")
        #expect(try story.time(of: "a#0 killed") == asked + 30 * Self.second)
        #expect(try story.time(of: "a#1 starts again") == asked + 31 * Self.second)
        #expect(story.deeds(of: "a#0", after: "struck deploy poll") == ["a#0 killed"])
    }

    @Test("A pause does not outlast the grace")
    func pauseInGrace() throws {
        let story = try Story.first("sluggish", "deploy pack r1", "pause pack r3")
        #expect(
            story.missing(
                "a#0 struck deploy pack r1", "a#0 struck pause pack r3", "a#0 killed",
                "a#1 starts again") == nil)
        let asked = try story.time(of: "a#0 struck deploy pack r1")
        #expect(try story.time(of: "a#0 killed") == asked + 30 * Self.second)
        #expect(!story.has("a#0 woke"))
    }

    @Test("A dead process does not run on, not even where nobody hears of it")
    func deadTimers() throws {
        let story = try Story.first("hold-up", "crashBefore pack x")
        // Its task would have moved the clock by a minute half a second before.
        #expect(try story.time(of: "a#1 starts again") == Self.second)
    }
}
