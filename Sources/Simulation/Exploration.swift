/// Which schedules are played, in which order: all without deviation, then all with one, then all
/// with two. So the first that fails has the fewest deviations.
///
/// A schedule's successors are known when it has been played: it has met its choice points.
package struct Exploration: Sendable {
    /// A schedule that held, with what it could still have drawn after its last deviation.
    private struct Node {
        let tape: Tape
        let openPoints: [OpenPoint]
    }

    private let bound: Int
    private let schedulesPerLevel: Int
    /// Every schedule with up to that many deviations is played, unless one fails.
    package private(set) var completeBound: Int
    /// Schedules played with 0, 1, 2 … deviations.
    package private(set) var levels: [Int] = [0]
    /// The choice points met by the schedules without deviation.
    package private(set) var choicePoints: [ChoiceKind: Int] = [:]
    private var waiting: [Tape]
    private var last: [Tape]
    private var arePlayingLast = false
    private var waitingHead = 0
    private var nodes: [Node] = []
    /// Where runs were cut short; nil if none are.
    package private(set) var known: KnownStandstills?
    private var hasCut = false
    /// Whether runs were taken for equal that may not be: all must be played again without `known`.
    package private(set) var isMistaken = false

    /// - Parameters:
    ///   - worlds: Played in this order.
    ///   - last: Worlds in which nothing deviates. They are played behind all others.
    ///   - bound: No more deviations than that.
    ///   - schedulesPerLevel: Beyond single deviations, a level with more is played in part.
    ///   - known: Nil to play each schedule to its end.
    package init(
        worlds: [String], last: [String] = [], bound: Int, schedulesPerLevel: Int = .max,
        known: KnownStandstills? = nil
    ) {
        self.bound = bound
        self.schedulesPerLevel = schedulesPerLevel
        self.known = known
        completeBound = bound
        waiting = worlds.map { Tape(world: $0) }
        self.last = last.map { Tape(world: $0) }
    }

    /// Whether the choice points of the schedules now played are needed for the next level.
    package var notesOpenPoints: Bool { levels.count - 1 < completeBound }

    /// The next schedules, all of one level; none at the end.
    package mutating func nextBatch(upTo limit: Int) -> ArraySlice<Tape> {
        if waitingHead == waiting.count { beginNextLevel() }
        if waitingHead == waiting.count { beginLast() }
        let end = min(waiting.count, waitingHead + limit)
        return waiting[waitingHead..<end]
    }

    /// A schedule of the batch was played, and held.
    package mutating func held(_ tape: Tape, openPoints: [OpenPoint]) {
        if levels.count == 1 {
            for point in openPoints { choicePoints[point.kind, default: 0] += 1 }
        }
        countPlayed()
        if notesOpenPoints { nodes.append(Node(tape: tape, openPoints: openPoints)) }
    }

    /// As above; but what comes after a standstill that is known has its like elsewhere.
    package mutating func held(_ tape: Tape, _ run: HeldRun) {
        if run.hasReadWallTime {
            isMistaken = hasCut
            known = nil
        }
        let end = run.standstills.firstIndex { known?.rest(after: $0) != nil }
        if let restsAt = run.restsAt {
            known?.learn(run.standstills[..<(end ?? run.standstills.endIndex)], restingAt: restsAt)
        }
        hasCut = hasCut || end != nil
        let count = end.map { run.standstills[$0].openPoints } ?? run.openPoints.count
        held(tape, openPoints: Array(run.openPoints.prefix(count)))
    }

    /// A schedule of the batch was played, and did not hold: it counts as played.
    package mutating func failed() {
        countPlayed()
    }

    package var schedules: Int { levels.reduce(0, +) }

    private mutating func countPlayed() {
        waitingHead += 1
        levels[arePlayingLast ? 0 : levels.count - 1] += 1
    }

    private mutating func beginLast() {
        (waiting, waitingHead, last) = (last, 0, [])
        arePlayingLast = true
    }

    private mutating func beginNextLevel() {
        guard notesOpenPoints else { return }
        waiting = nodes.flatMap(Self.successors)
        waitingHead = 0
        nodes = []
        if waiting.isEmpty { return }
        if levels.count > 1, waiting.count > schedulesPerLevel {
            completeBound = levels.count - 1
            waiting = Self.spread(waiting, schedulesPerLevel)
        }
        levels.append(0)
    }

    private static func spread(_ tapes: [Tape], _ count: Int) -> [Tape] {
        (0..<count).map { tapes[$0 * tapes.count / count] }
    }

    /// Deviations are made in the order of their points, so that each set of them comes once.
    private static func successors(of node: Node) -> [Tape] {
        let first = node.tape.deviations.last.map { $0.point + 1 } ?? 0
        var tapes: [Tape] = []
        for (index, point) in node.openPoints.enumerated() {
            for option in 0..<Int(point.options) {
                tapes.append(node.tape.deviating(at: first + index, option: option + 1))
            }
        }
        return tapes
    }
}

/// What an exploration needs to know of a run in which no promise was broken.
package struct HeldRun: Hashable, Sendable {
    package var openPoints: [OpenPoint]
    package var standstills: [Standstill]
    package var restsAt: Int64?
    package var hasReadWallTime: Bool

    package init(
        openPoints: [OpenPoint], standstills: [Standstill] = [], restsAt: Int64? = nil,
        hasReadWallTime: Bool = false
    ) {
        self.openPoints = openPoints
        self.standstills = standstills
        self.restsAt = restsAt
        self.hasReadWallTime = hasReadWallTime
    }
}

extension Run {
    package var held: HeldRun {
        HeldRun(
            openPoints: openPoints, standstills: standstills, restsAt: restsAt,
            hasReadWallTime: hasReadWallTime)
    }
}
