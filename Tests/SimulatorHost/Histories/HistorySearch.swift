import Simulation

/// `histories NAME BOUND WALKS SEED`: every schedule of a history with up to BOUND deviations, and
/// WALKS random ones with up to six. Tells the first that breaks a promise.
enum HistorySearch {
    private static let longestWalk = 6

    static func run(_ arguments: [String]) throws {
        let plan = try HistoryPlan.named(arguments.argument(0))
        let world = plan.makeWorld()
        let seed = try arguments.number(3)
        var search = Search(plan: plan, world: world)
        guard search.exhaust(bound: try arguments.number(1)) else { return }
        say("schedules \(search.levels.map(String.init).joined(separator: " "))")
        var random = SplitMix64(state: UInt64(seed))
        for _ in 0..<(try arguments.number(2)) {
            guard search.walk(longestWalk, &random) else { return say("seed \(seed)") }
        }
        say("random \(search.walked) seed \(seed)")
    }

    /// `history NAME TAPE`: one schedule.
    static func replay(_ arguments: [String]) throws {
        let plan = try HistoryPlan.named(arguments.argument(0))
        let tape = try Tape.read(arguments.argument(1))
        tell(tape, of: plan, in: plan.makeWorld())
    }

    fileprivate static func tell(_ tape: Tape, of plan: HistoryPlan, in world: World) {
        let (run, complaint) = plan.play(tape, in: world, narrating: true)
        say("tape \(tape)")
        run.history?.lines.forEach(say)
        say(complaint.map { "broken \($0)" } ?? "kept")
    }
}

/// Schedules of one history, until one breaks a promise.
private struct Search {
    let plan: HistoryPlan
    let world: World
    private(set) var levels: [Int] = []
    private(set) var walked = 0

    init(plan: HistoryPlan, world: World) {
        self.plan = plan
        self.world = world
    }

    /// False if one has broken a promise.
    mutating func exhaust(bound: Int) -> Bool {
        var exploration = Exploration(worlds: [plan.setup.id], bound: bound)
        while true {
            let batch = exploration.nextBatch(upTo: 1_000)
            if batch.isEmpty { break }
            let noting = exploration.notesOpenPoints
            for tape in batch {
                guard let run = playAndTell(tape, noting: noting) else { return false }
                exploration.held(tape, openPoints: run.openPoints)
            }
        }
        levels = exploration.levels
        return true
    }

    /// One deviation after the other, each at a point that the schedule before has met. With n of
    /// them to come the next is the first of n points drawn, so that they lie evenly.
    mutating func walk(_ length: Int, _ random: inout SplitMix64) -> Bool {
        var tape = Tape(world: plan.setup.id)
        for toCome in (1...length).reversed() {
            guard let run = playAndTell(tape, noting: true) else { return false }
            walked += 1
            guard run.allStruck, !run.openPoints.isEmpty else { return true }
            let index =
                (0..<toCome).map { _ in random.next(below: run.openPoints.count) }.min() ?? 0
            let first = tape.deviations.last.map { $0.point + 1 } ?? 0
            let options = Int(run.openPoints[index].options)
            tape = tape.deviating(at: first + index, option: 1 + random.next(below: options))
        }
        walked += 1
        return playAndTell(tape, noting: false) != nil
    }

    private func playAndTell(_ tape: Tape, noting: Bool) -> Run? {
        let (run, complaint) = plan.play(tape, in: world, noting: noting)
        guard complaint != nil else { return run }
        HistorySearch.tell(tape, of: plan, in: world)
        return nil
    }
}

/// Numbers that look random and follow from the seed alone.
private struct SplitMix64 {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }
}
