import OutsideThePool
import Testing

/// What the simulator does to a call, read from the history. `careful` gives up when a call times
/// out, `stubborn` and `producing` go on.
@Suite("Strikes at a call", .waitsForProcesses)
struct CallStrikeTests {
    private static let second = 1_000

    @Test("A crash before: no effect, no further deed, and a restart after 1 s")
    func crashBefore() throws {
        let story = try Story.first("careful", "crashBefore pack r1")
        #expect(
            story.missing(
                "a#0 sent pack r1", "a#0 struck crashBefore pack r1", "a#1 starts again",
                "a#1 printed got orders-0@0 | got orders-0@1 | got orders-1@0",
                "a#1 applied pack r1: done") == nil)
        #expect(story.deeds(of: "a#0", after: "struck crashBefore pack r1") == [])
        #expect(
            try story.time(of: "a#1 starts again")
                == story.time(of: "a#0 struck crashBefore pack r1") + Self.second)
    }

    @Test("A crash after: the effect, no answer, no further deed")
    func crashAfter() throws {
        let story = try Story.first("careful", "crashAfter pack r1")
        #expect(
            story.missing(
                "a#0 applied pack r1: done", "a#0 struck crashAfter pack r1", "a#1 starts again",
                "a#1 applied pack r1: done (no change)") == nil)
        #expect(story.deeds(of: "a#0", after: "struck crashAfter pack r1") == [])
        #expect(!story.has("a#0 answered pack r1: done"))
    }

    @Test("A crash after a commit: the successor starts behind it; before: at it")
    func crashAtCommit() throws {
        let after = try Story.first("careful", "crashAfter commit orders-0@1")
        #expect(
            after.missing(
                "a#0 applied commit orders-0@1: done", "a#1 starts again",
                "a#1 printed got orders-0@1 | got orders-1@0") == nil)
        let before = try Story.first("careful", "crashBefore commit orders-0@1")
        #expect(!before.has("a#0 applied commit orders-0@1: done"))
        #expect(
            before.missing(
                "a#1 starts again", "a#1 printed got orders-0@0 | got orders-0@1 | got orders-1@0"
            ) == nil)
    }

    @Test("A crash in flight: the effect lands when the successor has polled")
    func crashInFlight() throws {
        let story = try Story.first("careful", "crashInFlight pack r1")
        #expect(
            story.missing(
                "a#0 struck crashInFlight pack r1", "a#1 starts again",
                "a#1 sent fetch orders-0@0,orders-1@0", "a#0 late applied pack r1: done",
                "a#1 sent pack r1", "a#1 applied pack r1: done (no change)") == nil)
        #expect(
            story.deeds(of: "a#0", after: "struck crashInFlight pack r1")
                == ["a#0 late applied pack r1: done"])
    }

    @Test("A lost request: no effect, a timeout, and the caller goes on")
    func lostRequest() throws {
        let story = try Story.first("stubborn", "lostRequest charge r1")
        #expect(
            story.missing(
                "a#0 struck lostRequest charge r1", "a#0 timed out charge r1",
                "a#0 sent commit orders-0@1", "a#0 applied charge r3: receipt-1") == nil)
        #expect(!story.lines.contains { $0.text.contains("applied charge r1") })
        #expect(
            try story.time(of: "a#0 timed out charge r1")
                == story.time(of: "a#0 sent charge r1") + 2 * Self.second)
    }

    @Test("A lost answer: the effect and a timeout")
    func lostAnswer() throws {
        let story = try Story.first("stubborn", "lostAnswer charge r1")
        #expect(
            story.missing(
                "a#0 applied charge r1: receipt-1", "a#0 struck lostAnswer charge r1",
                "a#0 timed out charge r1", "a#0 sent commit orders-0@1") == nil)
        #expect(!story.lines.contains { $0.text.contains("answered charge r1") })
    }

    @Test("A late request lands just before the sender's next call")
    func lateRequest() throws {
        let story = try Story.first("stubborn", "lateRequest charge r1")
        #expect(
            story.missing("a#0 timed out charge r1", "a#0 late applied charge r1: receipt-1") == nil
        )
        #expect(
            try story.line(after: "a#0 late applied charge r1: receipt-1")
                == "a#0 sent commit orders-0@1")
        #expect(!story.has("a#0 applied charge r1: receipt-1"))
    }

    @Test("The latest request lands 5 s after the caller's timeout, whatever was done meanwhile")
    func latestRequest() throws {
        let story = try Story.first("stubborn", "latestRequest charge r1")
        #expect(
            story.missing(
                "a#0 timed out charge r1", "a#0 applied commit orders-1@1: done",
                "a#0 late applied charge r1: receipt-3") == nil)
        #expect(
            try story.time(of: "a#0 late applied charge r1: receipt-3")
                == story.time(of: "a#0 timed out charge r1") + 5 * Self.second)
    }

    @Test("A commit can be lost, or its answer, or come late; its caller waits a minute")
    func commits() throws {
        let lost = try Story.first("stubborn", "lostRequest commit orders-0@1")
        #expect(!lost.lines.contains { $0.text.contains("applied commit orders-0@1") })
        #expect(
            try lost.time(of: "a#0 timed out commit orders-0@1")
                == lost.time(of: "a#0 sent commit orders-0@1") + 60 * Self.second)
        let unanswered = try Story.first("stubborn", "lostAnswer commit orders-0@1")
        #expect(
            unanswered.missing(
                "a#0 applied commit orders-0@1: done", "a#0 timed out commit orders-0@1") == nil)
        let late = try Story.first("stubborn", "latestRequest commit orders-0@1")
        #expect(
            late.missing(
                "a#0 timed out commit orders-0@1", "a#0 applied commit orders-0@2: done",
                "a#0 late applied commit orders-0@1: done") == nil)
    }

    @Test("A producer's retry after a lost answer is in the log twice; after a lost request, once")
    func sends() throws {
        let twice = try Story.first("producing", "lostAnswer send orders-0")
        #expect(
            twice.missing(
                "a#0 applied send orders-0: @0", "a#0 timed out send orders-0",
                "a#0 applied send orders-0: @1", "a#0 applied send orders-0: @2",
                "a#0 applied reserve sent: done") == nil)
        let once = try Story.first("producing", "lostRequest send orders-0")
        #expect(
            once.missing(
                "a#0 timed out send orders-0", "a#0 applied send orders-0: @0",
                "a#0 applied send orders-0: @1", "a#0 applied reserve sent: done") == nil)
        #expect(!once.has("a#0 applied send orders-0: @2"))
    }
}
