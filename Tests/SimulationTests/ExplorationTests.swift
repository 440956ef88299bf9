import OutsideThePool
import Simulation
import Testing

@Suite("Exploration", .waitsForProcesses)
struct ExplorationTests {
    /// A small course of things: what is open after the last deviation of each schedule that holds.
    private static let handMade: [String: [OpenPoint]] = [
        "w:": [OpenPoint(kind: .poll, options: 1), OpenPoint(kind: .service, options: 2)],
        "w:0.1": [OpenPoint(kind: .service, options: 2), OpenPoint(kind: .commit, options: 1)],
        "w:1.1": [],
        "w:1.2": [OpenPoint(kind: .commit, options: 1)],
        "w:0.1,1.1": [OpenPoint(kind: .commit, options: 1)],
    ]

    @Test("A hand-made tree is played in this order")
    func handMadeTree() {
        let (played, exploration) = explored(bound: 3) { Self.handMade[$0.description] ?? [] }
        #expect(
            played.map(\.description) == [
                "w:",
                "w:0.1", "w:1.1", "w:1.2",
                "w:0.1,1.1", "w:0.1,1.2", "w:0.1,2.1", "w:1.2,2.1",
                "w:0.1,1.1,2.1",
            ])
        #expect(exploration.levels == [1, 3, 4, 1])
        #expect(exploration.schedules == 9)
        #expect(exploration.choicePoints == [.poll: 1, .service: 1])
    }

    @Test(
        "No schedule has more deviations than the bound",
        arguments: [
            (0, [1]), (1, [1, 3]), (2, [1, 3, 4]), (3, [1, 3, 4, 1]), (4, [1, 3, 4, 1]),
        ])
    func bound(bound: Int, levels: [Int]) {
        let (_, exploration) = explored(bound: bound) { Self.handMade[$0.description] ?? [] }
        #expect(exploration.levels == levels)
    }

    /// Six points with two options each, whatever happens: with d deviations there are
    /// C(6, d) · 2^d schedules, so 1 + 12 + 60 + 160 up to three.
    private static func sixPoints(_ tape: Tape) -> [OpenPoint] {
        let next = tape.deviations.last.map { $0.point + 1 } ?? 0
        return Array(repeating: OpenPoint(kind: .commit, options: 2), count: 6 - next)
    }

    @Test("Each set of deviations is played once, fewest deviations first")
    func eachSetOnce() {
        let (played, exploration) = explored(bound: 3, openPoints: Self.sixPoints)
        #expect(exploration.levels == [1, 12, 60, 160])
        #expect(Set(played.map { Set($0.deviations) }).count == 233)
        let sizes = played.map(\.deviations.count)
        #expect(sizes == sizes.sorted())
    }

    @Test("All worlds are played at each level before the next, whatever the batches' size")
    func worldsAndBatches() {
        let worlds = ["w", "v"]
        let (all, whole) = explored(worlds, bound: 2, openPoints: Self.sixPoints)
        #expect(whole.levels == [2, 24, 120])
        #expect(all.prefix(3).map(\.description) == ["w:", "v:", "w:0.1"])
        #expect(whole.choicePoints == [.commit: 12])
        for limit in [1, 7] {
            let (played, exploration) = explored(
                worlds, bound: 2, batch: limit, openPoints: Self.sixPoints)
            #expect(played == all)
            #expect(exploration.levels == whole.levels)
        }
    }

    @Test("The first failure stops the exploration, and has the fewest deviations")
    func failureStops() {
        let (played, exploration) = explored(bound: 3, openPoints: Self.sixPoints) { tape in
            Set(tape.deviations.map(\.point)).isSuperset(of: [2, 4])
        }
        #expect(played.last?.description == "w:2.1,4.1")
        // 1 + 12; then 20 with point 0 first, 16 with point 1; 2.1,3.1 and 2.1,3.2; and itself.
        #expect(exploration.schedules == 13 + 20 + 16 + 2 + 1)
        #expect(exploration.levels == [1, 12, 39])
    }

    @Test("A level with too many schedules is played in part, spread over it, and is the last one")
    func partOfALevel() {
        let (played, exploration) = explored(
            bound: 3, schedulesPerLevel: 20, openPoints: Self.sixPoints)
        #expect(exploration.levels == [1, 12, 20])
        #expect(exploration.completeBound == 1)
        let (all, whole) = explored(bound: 2, openPoints: Self.sixPoints)
        let pairs = Array(all.suffix(60))
        let spread = stride(from: 0, to: 60, by: 3).map { pairs[$0] }
        #expect(Array(played.suffix(20)) == spread)
        #expect(whole.completeBound == 2)
    }

    @Test("Single deviations are always played whole")
    func firstLevel() {
        let (_, exploration) = explored(bound: 1, schedulesPerLevel: 5, openPoints: Self.sixPoints)
        #expect(exploration.levels == [1, 12])
        #expect(exploration.completeBound == 1)
    }

    @Test("The points of the last level are not asked for")
    func notesOpenPoints() {
        var exploration = Exploration(worlds: ["w"], bound: 1)
        var noting: [Bool] = []
        while let tape = exploration.nextBatch(upTo: 1).first {
            noting.append(exploration.notesOpenPoints)
            let points = exploration.notesOpenPoints ? Self.handMade[tape.description] ?? [] : []
            exploration.held(tape, openPoints: points)
        }
        #expect(noting == [true, false, false, false])
    }

    @Test("Worlds that come last are played behind all deviations of the others")
    func lastWorlds() {
        var exploration = Exploration(worlds: ["w"], last: ["l"], bound: 1)
        var played: [String] = []
        while let tape = exploration.nextBatch(upTo: 10).first {
            played.append(tape.description)
            exploration.held(tape, openPoints: Self.handMade[tape.description] ?? [])
        }
        #expect(played.first == "w:" && played.last == "l:" && played.count == 5)
        #expect(exploration.levels == [2, 3])
        #expect(exploration.completeBound == 1)
    }

    @Test("Without worlds there is nothing to play")
    func noWorlds() {
        let (played, exploration) = explored([], bound: 2, openPoints: Self.sixPoints)
        #expect(played.isEmpty)
        #expect(exploration.schedules == 0)
    }

    /// Plays all, as grading does, until a schedule fails.
    private func explored(
        _ worlds: [String] = ["w"], bound: Int, schedulesPerLevel: Int = .max,
        batch limit: Int = 1_000,
        openPoints: (Tape) -> [OpenPoint], fails: (Tape) -> Bool = { _ in false }
    ) -> (played: [Tape], exploration: Exploration) {
        var exploration = Exploration(
            worlds: worlds, bound: bound, schedulesPerLevel: schedulesPerLevel)
        var played: [Tape] = []
        while true {
            let batch = exploration.nextBatch(upTo: limit)
            if batch.isEmpty { return (played, exploration) }
            for tape in batch {
                played.append(tape)
                if fails(tape) {
                    exploration.failed()
                    return (played, exploration)
                }
                exploration.held(tape, openPoints: openPoints(tape))
            }
        }
    }
}
