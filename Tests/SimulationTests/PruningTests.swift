import Judge
import OutsideThePool
import Simulation
import Testing

/// Runs that come to the same state where no process lives are played on once, and a schedule may
/// begin where another one was: neither may show.
@Suite("Pruning", .waitsForProcesses)
struct PruningTests {
    @Test(
        "A grading comes to the same first failure, or to none, with pruning and without",
        arguments: try Host.isSlowPartOn ? CatalogueFile.some() : CatalogueFile.firstOfEach())
    func sameFirstFailure(file: CatalogueFile) throws {
        try expectSame(file, bound: 1)
    }

    @Test(
        "So it does with pairs of deviations",
        .enabled(if: Host.isSlowPartOn), arguments: try CatalogueFile.firstOfEach())
    func pairs(file: CatalogueFile) throws {
        try expectSame(file, bound: 2)
    }

    private func expectSame(_ file: CatalogueFile, bound: Int) throws {
        let lines = try LearnerFile(file.submission).withLibrary {
            try Host.lines("prune", $0, file.submission.exercise, "\(bound)")
        }
        #expect(lines.suffix(2) == ["resumed alike", "agree"], "\(lines)")
    }

    /// Three calls, dead before (B) or after (A) each, and a poll, dead before it: 7. In states, A at
    /// x is B at y, A at y is B at z, and A at z is B at the poll: four are played to their ends, with
    /// 7 schedules each that have one more death; of the other three the rest is known.
    @Test("What is equal to what has been is not played on, as a hand counts")
    func countedByHand() throws {
        #expect(
            try Host.lines("prune-trial", "steps", "2") == [
                "plain 1 7 49: held", "pruned 1 7 28: held", "resumed alike", "agree",
            ])
    }

    @Test("Code that reads the date is never taken for equal to what came at another time")
    func wallClock() throws {
        let lines = try Host.lines("prune-trial", "dated", "2")
        #expect(lines.first?.replacing("plain", with: "pruned") == lines.dropFirst().first)
        #expect(lines.last == "agree")
    }

    @Test("If the date turns out to matter when runs were taken for equal, all are played again")
    func lateWallClock() throws {
        var lines = try Host.lines("prune-trial", "dated-by-mishap", "2")
        #expect(lines.removeFirst() == "mistaken")
        #expect(lines.first?.replacing("plain", with: "pruned") == lines.dropFirst().first)
        #expect(lines.last == "agree")
    }
}

@Suite("Known standstills", .waitsForProcesses)
struct KnownStandstillsTests {
    private static func standstill(_ state: UInt64, at: Int64, calm: Int64) -> Standstill {
        Standstill(
            state: StateDigest(high: 0, low: state), at: at, calm: calm, openPoints: 1)
    }

    private static let points = [
        OpenPoint(kind: .commit, options: 1), OpenPoint(kind: .poll, options: 1),
    ]

    private static func exploration() -> Exploration {
        var exploration = Exploration(
            worlds: ["w"], bound: 2, known: KnownStandstills(patience: .nanoseconds(100)))
        exploration.held(Tape(world: "w"), HeldRun(openPoints: points))
        _ = exploration.nextBatch(upTo: 10)
        return exploration
    }

    @Test("The rest is known from a run that came to rest, and only if it is watched for as long")
    func rest() {
        var known = KnownStandstills(patience: .nanoseconds(100))
        #expect(known.rest(after: Self.standstill(7, at: 0, calm: 0)) == nil)
        known.learn([Self.standstill(7, at: 20, calm: 5)], restingAt: 80)
        #expect(known.rest(after: Self.standstill(7, at: 500, calm: 40)) == 60)
        #expect(known.rest(after: Self.standstill(7, at: 500, calm: 41)) == nil)
        #expect(known.rest(after: Self.standstill(8, at: 500, calm: 0)) == nil)
    }

    @Test("Of a run whose rest is known, only what lies before it is deviated from")
    func successors() {
        var exploration = Self.exploration()
        for point in [0, 1] {
            let run = HeldRun(
                openPoints: Self.points,
                standstills: [Self.standstill(7, at: 10, calm: 0)], restsAt: 20)
            exploration.held(Tape(world: "w").deviating(at: point, option: 1), run)
        }
        let next = exploration.nextBatch(upTo: 10).map(\.description)
        #expect(next == ["w:0.1,1.1", "w:0.1,2.1", "w:1.1,2.1"])
    }

    @Test("A run that never came to rest makes nothing known")
    func restless() {
        var exploration = Self.exploration()
        for point in [0, 1] {
            let run = HeldRun(
                openPoints: Self.points, standstills: [Self.standstill(7, at: 10, calm: 0)])
            exploration.held(Tape(world: "w").deviating(at: point, option: 1), run)
        }
        #expect(exploration.nextBatch(upTo: 10).count == 4)
    }

    @Test("Nothing is known any more once a run has read the date; nor was it, if it is too late")
    func wallTime() {
        let dated = HeldRun(openPoints: [], hasReadWallTime: true)
        var early = Self.exploration()
        early.held(Tape(world: "w").deviating(at: 0, option: 1), dated)
        #expect(early.known == nil)
        #expect(!early.isMistaken)
        var late = Self.exploration()
        let run = HeldRun(
            openPoints: [], standstills: [Self.standstill(7, at: 10, calm: 0)], restsAt: 20)
        late.held(Tape(world: "w").deviating(at: 0, option: 1), run)
        late.held(Tape(world: "w").deviating(at: 1, option: 1), run)
        late.held(Tape(world: "w").deviating(at: 1, option: 2), dated)
        #expect(late.isMistaken)
    }
}
