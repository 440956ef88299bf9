import OutsideThePool
import Testing

@Suite("What members of a group owe each other", .waitsForProcesses)
struct MembershipTests {
    private static let broken = "broke 0: a made no room"

    @Test("Who leaves its group when it is asked to stop makes room")
    func leaves() throws {
        let stories = try Story.all("leaves", ["deploy pack r1"])
        #expect(!stories.isEmpty)
        #expect(stories.allSatisfy { !$0.has(Self.broken) })
    }

    @Test("Who just goes holds its place a second later")
    func justGoes() throws {
        let story = try Story.first("just-goes", "deploy pack r1")
        #expect(
            try story.time(of: Self.broken) == story.time(of: "a#0 returned") + 1_000)
    }

    @Test("Who has to be killed has made no room")
    func stays() throws {
        let story = try Story.first("stays", "deploy pack r1")
        #expect(try story.time(of: Self.broken) == story.time(of: "a#0 killed"))
    }

    @Test("What was handed out before a loss must not be begun; what comes again afterwards may be")
    func loss() throws {
        let stories = try Story.all("keeps-its-queue", ["pause poll"])
        let ends = stories.map { story in
            (
                losesWork: story.has("broke 0: r2 was lost"),
                packs: story.lines.count { $0.text == "a#0 sent pack r2" }
            )
        }
        #expect(ends.contains { $0.losesWork && $0.packs == 2 })
        #expect(ends.contains { !$0.losesWork && $0.packs == 1 })
    }

    @Test("An actor that waits for a call goes on with its answer, whoever has looked in meanwhile")
    func actor() throws {
        let story = try Story.plain("lanes-of-an-actor")
        #expect(story.missing("a#0 applied pack r1: done", "a#0 applied pack r3: done") == nil)
    }
}
