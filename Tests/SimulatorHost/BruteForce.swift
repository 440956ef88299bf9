import Simulation

/// What an exploration has found: how many schedules per level, and which did not hold.
struct Findings: Equatable {
    var levels: [Int] = []
    /// The finding by tape.
    var failures: [String: Finding] = [:]

    mutating func count(_ tape: Tape) {
        let level = tape.deviations.count
        if levels.count <= level { levels.append(0) }
        levels[level] += 1
    }

    func report(_ title: String) {
        say("\(title) levels \(levels.map(String.init).joined(separator: " "))")
        say("\(title) failures \(failures.count)")
    }
}

/// Tries every deviation at every point, one after the other, until the run says that there was
/// no such point. It knows nothing of levels, of batches or of the points that a run reports.
struct BruteForce {
    let world: World
    let bound: Int
    private(set) var findings = Findings()

    init(world: World, bound: Int) {
        self.world = world
        self.bound = bound
    }

    /// False if the tape's last deviation never struck.
    @discardableResult
    mutating func explore(_ tape: Tape) -> Bool {
        let run = world.play(tape)
        guard run.allStruck else { return false }
        findings.count(tape)
        findings.failures["\(tape)"] = run.finding
        guard run.finding == nil, tape.deviations.count < bound else { return true }
        var point = tape.deviations.last.map { $0.point + 1 } ?? 0
        while exploreOptions(of: point, after: tape) { point += 1 }
        return true
    }

    private mutating func exploreOptions(of point: Int, after tape: Tape) -> Bool {
        var option = 1
        while explore(tape.deviating(at: point, option: option)) { option += 1 }
        return option > 1
    }
}

extension Exploration {
    /// Plays all schedules, and goes on after those that fail.
    static func findings(in worlds: [String: World], of suite: Suite, bound: Int) -> Findings {
        var exploration = Exploration(worlds: suite.worlds.map(\.id), bound: bound)
        var failures: [String: Finding] = [:]
        while true {
            let batch = exploration.nextBatch(upTo: 1_500)
            if batch.isEmpty { return Findings(levels: exploration.levels, failures: failures) }
            let noting = exploration.notesOpenPoints
            for tape in batch {
                guard let run = worlds[tape.world]?.play(tape, notesOpenPoints: noting) else {
                    continue
                }
                if let finding = run.finding {
                    failures["\(tape)"] = finding
                    exploration.failed()
                } else {
                    exploration.held(tape, openPoints: run.openPoints)
                }
            }
        }
    }
}

/// `count TRIAL BOUND`
enum ScheduleCount {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let bound = try arguments.number(1)
        let world = trial.makeWorld()
        var search = BruteForce(world: world, bound: bound)
        search.explore(Tape(world: trial.setup.id))
        search.findings.report("brute force")
        let real = Exploration.findings(
            in: [trial.setup.id: world], of: trial.suite, bound: bound)
        real.report("explorer")
        say(real == search.findings ? "agree" : "differ")
    }
}
