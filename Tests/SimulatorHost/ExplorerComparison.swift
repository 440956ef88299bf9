import Eventlings
import HiddenSuites
import JudgeHost
import Simulation

/// The explorer that grades, and the brute-force one, in all worlds of one suite.
struct ExplorerComparison {
    let suite: Suite
    let bound: Int
    let makeWorld: (WorldSetup) -> World

    func run() {
        let (simple, real) = (bruteForce(), exploration())
        simple.report("brute force")
        real.report("explorer")
        for tape in Set(real.failures.keys).symmetricDifference(simple.failures.keys).sorted() {
            say("only one failed: \(tape)")
        }
        say(real == simple ? "agree" : "differ")
    }

    private func bruteForce() -> Findings {
        var findings = Findings()
        for setup in suite.worlds {
            var search = BruteForce(bound: bound) { makeWorld(setup) }
            search.explore(Tape(world: setup.id))
            findings.add(search.findings)
        }
        return findings
    }

    /// Goes on after a schedule that fails, unlike a grading.
    private func exploration() -> Findings {
        let worlds = Dictionary(uniqueKeysWithValues: suite.worlds.map { ($0.id, makeWorld($0)) })
        var exploration = Exploration(worlds: suite.worlds.map(\.id), bound: bound)
        var failures: [String: Finding] = [:]
        while true {
            let batch = exploration.nextBatch(upTo: Playback.schedulesPerBatch)
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

/// `count TRIAL BOUND`: both explorers on a program of the tests' own.
enum TrialComparison {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        HostMachine.start()
        let machine = HostMachine(globals: .none)
        try ExplorerComparison(suite: trial.suite, bound: arguments.number(1)) { _ in
            trial.world(on: machine)
        }.run()
    }
}

/// `compare LIBRARY EXERCISE BOUND`: both explorers on a learner's file and its hidden suite.
enum LibraryComparison {
    static func run(_ arguments: [String]) throws {
        let exercise = try arguments.argument(1)
        guard let suite = Suites.suite(for: exercise) else {
            throw WrongUsage("there is no suite for \(exercise)")
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: arguments.argument(0))
        let machine = HostMachine(globals: library.globals)
        try ExplorerComparison(suite: suite, bound: arguments.number(2)) { setup in
            World(suite: suite, setup: setup, machine: machine) { library.entry.make() }
        }.run()
    }
}
