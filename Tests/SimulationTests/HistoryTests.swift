import OutsideThePool
import Testing

/// Ordinary programs side by side in one world, each in every schedule with one deviation (two where
/// these are few) and in random ones with up to six. The programs and what is promised to them are in
/// `Tests/SimulatorHost/Histories`.
@Suite("Histories of producers and consumers", .waitsForProcesses)
struct HistoryTests {
    private static let walks = Host.isSlowPartOn ? 2_000 : 60

    @Test(
        "Whatever happens to them, what the broker promises holds",
        arguments: [
            ("plain", 1), ("idempotent", 1), ("group-range", 2), ("group-cooperative-sticky", 2),
            ("transactions", 1), ("rivals", 1), ("transform", 1),
        ])
    func kept(history: String, bound: Int) throws {
        let seed = Host.isSlowPartOn ? Int.random(in: 1..<1_000_000) : 1
        let lines = try Host.lines("histories", history, "\(bound)", "\(Self.walks)", "\(seed)")
        #expect(lines.count == 2, "\(lines.joined(separator: "\n"))")
        #expect(lines[0].split(separator: " ").count == bound + 2)
        #expect(lines[1].hasPrefix("random ") && lines[1].hasSuffix(" seed \(seed)"))
        print("\(history): \(lines.joined(separator: ", "))")
    }

    @Test("A late request wakes who waits for its record")
    func lateNews() throws {
        let story = try Story.first("late-news", "latestRequest send orders-0")
        #expect(
            story.missing(
                "a#0 timed out send orders-0", "a#0 applied send orders-0: @0",
                "b#1 applied pack p@0: done", "a#0 late applied send orders-0: @1",
                "b#1 applied pack p@1: done") == nil)
    }

    @Test("A schedule that can't be played on is not blamed for what it leaves undone")
    func stray() throws {
        #expect(try Host.lines("history", "plain", "plain:").last == "kept")
        #expect(try Host.lines("history", "plain", "plain:0.99").last == "kept")
    }
}
