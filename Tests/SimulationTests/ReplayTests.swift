import OutsideThePool
import Testing

@Suite("Replay", .waitsForProcesses)
struct ReplayTests {
    @Test(
        "A tape played again, after others and in another process, gives the same history",
        arguments: [
            ("careful", "w:"), ("careful", "w:2.8,3.2"), ("careful-pair", "w:3.8,11.1"),
            ("stubborn", "w:2.7,6.4"), ("transacting", "w:4.2,9.1"),
            ("producing", "w:0.4,2.5"), ("chance", "w:0.1,3.2"),
        ])
    func sameHistory(trial: String, tape: String) throws {
        let output = try Host.lines("replay", trial, tape)
        let halves = output.split(separator: "again")
        try #require(halves.count == 2)
        #expect(Array(halves[0]) == Array(halves[1]))
        #expect(halves[0].last == "all struck true")
        #expect(halves[0].count > 10)
        #expect(try Host.lines("replay", trial, tape, adding: ["PADDING": "x"]) == output)
    }

    @Test("A learner's file, too", arguments: ["w:", "w:26.1", "w:26.3,40.2"])
    func learnerFile(tape: String) throws {
        try LearnerFile(named: "Awkward").withLibrary { library in
            let output = try Host.lines("library", library, tape)
            #expect(output.last == "all struck true")
            #expect(output.count > 300)
            #expect(try Host.lines("library", library, tape, in: "/tmp") == output)
        }
    }

    @Test("A tape that can't be played ends where its deviation should have struck")
    func strayTape() throws {
        let stray = try Host.lines("replay", "careful", "w:3.99")
        #expect(stray.last == "all struck false")
        let plain = try Story.plain("careful")
        let story = try #require(Story.all(in: stray).first)
        // Points 0 to 2 are the input, a poll and the first call.
        #expect(story.lines == Array(plain.lines.prefix(story.lines.count)))
        #expect(story.lines.last?.text == "a#0 sent commit orders-0@1")
    }
}
