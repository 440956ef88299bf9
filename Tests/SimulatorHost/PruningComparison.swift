import Eventlings
import HiddenSuites
import JudgeHost
import Simulation

/// `prune LIBRARY EXERCISE BOUND`: a learner's file, graded with equal states played once, with
/// schedules begun in the middle, and with neither.
enum PruningComparison {
    static func run(_ arguments: [String]) throws {
        let exercise = try arguments.argument(1)
        guard let suite = Suites.suite(for: exercise) else {
            throw WrongUsage("there is no suite for \(exercise)")
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: arguments.argument(0))
        let machine = HostMachine(globals: library.globals)
        try compare(suite, bound: arguments.number(2)) { setup in
            World(suite: suite, setup: setup, machine: machine) { library.entry.make() }
        }
    }

    /// `prune-trial TRIAL BOUND`: the same on a program of the tests' own.
    static func runTrial(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        HostMachine.start()
        let machine = HostMachine(globals: .none)
        try compare(trial.suite, bound: arguments.number(1)) { _ in trial.world(on: machine) }
    }

    private static func compare(
        _ suite: Suite, bound: Int, makeWorld: (WorldSetup) -> World
    ) throws {
        let known = KnownStandstills(patience: suite.patience)
        let plain = search(suite, bound, nil, fromSnapshots: false, makeWorld)
        let resumed = search(suite, bound, nil, fromSnapshots: true, makeWorld)
        var pruned = search(suite, bound, known, fromSnapshots: true, makeWorld)
        if pruned.isMistaken {
            say("mistaken")
            pruned = resumed
        }
        say("plain \(plain)")
        say("pruned \(pruned)")
        say(resumed == plain ? "resumed alike" : "resumed otherwise: \(resumed)")
        say(pruned.failure == plain.failure ? "agree" : "differ")
    }

    private struct Outcome: Equatable, CustomStringConvertible {
        var levels: [Int]
        /// The first schedule that fails, and how.
        var failure: String?
        var isMistaken: Bool
        /// All that the runs that held have met.
        var openPoints: [[OpenPoint]]

        var description: String {
            "\(levels.map(String.init).joined(separator: " ")): \(failure ?? "held")"
        }
    }

    private static func search(
        _ suite: Suite, _ bound: Int, _ known: KnownStandstills?, fromSnapshots: Bool,
        _ makeWorld: (WorldSetup) -> World
    ) -> Outcome {
        let worlds = Dictionary(uniqueKeysWithValues: suite.worlds.map { ($0.id, makeWorld($0)) })
        for world in worlds.values { world.keepsSnapshots = fromSnapshots }
        var exploration = Exploration(worlds: suite.worlds.map(\.id), bound: bound, known: known)
        var (failure, openPoints): (String?, [[OpenPoint]]) = (nil, [])
        while failure == nil, let tape = exploration.nextBatch(upTo: 1).first,
            let world = worlds[tape.world]
        {
            let known = exploration.known
            let run = world.play(
                tape, notesOpenPoints: exploration.notesOpenPoints,
                knownRest: known.map { known in { known.rest(after: $0) } })
            failure = run.finding.map { "\(tape) \($0)" }
            if failure == nil { exploration.held(tape, run.held) } else { exploration.failed() }
            openPoints.append(run.openPoints)
        }
        return Outcome(
            levels: exploration.levels, failure: failure, isMistaken: exploration.isMistaken,
            openPoints: openPoints)
    }
}
