import OutsideThePool
import Testing

@Suite("A function that is called and returns", .waitsForProcesses)
struct ErrandTests {
    @Test("It is called for one errand after the other, and its process stays when all are done")
    func inTurn() throws {
        let story = try Story.plain("leaving-work")
        #expect(calls(in: story) == ["x", "y"])
        #expect(story.lines.contains(Story.Line(at: 5_001, text: "a#0 applied pack y: done")))
    }

    @Test("If its caller never hears of the return, it is called again")
    func crashAtReturn() throws {
        #expect(calls(in: try Story.first("errands", "crashAtReturn")) == ["x", "x", "y"])
    }

    @Test("If its caller has heard of the return, the successor is called for the next errand")
    func crashAfterReturn() throws {
        #expect(calls(in: try Story.first("errands", "crashAfterReturn")) == ["x", "y"])
    }

    @Test(
        "After a throw or a crash it is called for the same errand",
        arguments: ["lostRequest", "crashBefore", "crashAfter"])
    func again(strike: String) throws {
        #expect(calls(in: try Story.first("errands", "\(strike) pack x")) == ["x", "x", "y"])
    }

    @Test("Each return is a choice point of its own, and all errands are done whatever strikes")
    func everyStrike() throws {
        // Two calls with three strikes each, two returns with two.
        let strikes =
            ["x", "y"].flatMap { name in
                ["lostRequest", "crashBefore", "crashAfter"].map { "\($0) pack \(name)" }
            } + ["crashAtReturn", "crashAfterReturn"]
        let schedules = try strikes.flatMap { try Story.all("errands", [$0]) }
        #expect(schedules.count == 2 * 3 + 2 * 2)
        for story in schedules {
            #expect(Set(calls(in: story)) == ["x", "y"], "\(story.lines)")
            #expect(story.haveAllStruck)
        }
    }

    @Test("A process that has died on the way to its return never returns")
    func deadReturn() throws {
        let lines = try Story.first("not-waiting", "crashBefore send orders-0").lines
        let death = try #require(lines.firstIndex { $0.text.contains("struck crashBefore") })
        #expect(!lines[(death + 1)...].contains { $0.text.hasPrefix("a#0 ") }, "\(lines)")
    }

    private func calls(in story: Story) -> [String] {
        story.texts(after: " called work for ")
    }
}

@Suite("Tasks that are ready at the same time", .waitsForProcesses)
struct ReorderingTests {
    @Test("Any two neighbours among them may change places")
    func neighbours() throws {
        let orders = try Story.all(in: Host.lines("successors", "side-by-side"))
            .map { $0.texts(after: " printed ") }
        #expect(orders.contains(["two", "one", "three"]))
        #expect(orders.contains(["one", "three", "two"]))
    }

    @Test("Tasks that yield to each other have no end of turns, but of choice points")
    func yielding() throws {
        #expect(try Host.lines("count", "yielding-pair", "1").contains("explorer levels 1 64"))
    }
}

@Suite("A producer's clock", .waitsForProcesses)
struct SendTests {
    @Test("Each send takes a millisecond, answer or not")
    func moments() throws {
        let story = try Story.plain("sends")
        #expect(
            story.texts(after: "sent after ")
                == ["0.001 seconds", "0.002 seconds", "0.003 seconds"])
    }
}

extension Story {
    /// What comes behind these words, in each line that has them.
    fileprivate func texts(after words: String) -> [String] {
        lines.compactMap { line in
            line.text.firstRange(of: words).map { String(line.text[$0.upperBound...]) }
        }
    }
}
