import Eventlings
import HiddenSuites
import JudgeHost
import Simulation

/// A compiled learner's file in the worlds of a shipped suite.
struct LoadedSolution {
    let suite: Suite
    let worlds: [String: World]

    init(library path: String, exercise: String) throws {
        guard let suite = Suites.suite(for: exercise) else {
            throw WrongUsage("there is no suite for \(exercise)")
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: path)
        let machine = HostMachine(globals: library.globals)
        var worlds: [String: World] = [:]
        for setup in suite.worlds {
            worlds[setup.id] = World(suite: suite, setup: setup, machine: machine) {
                library.entry.make()
            }
        }
        self.suite = suite
        self.worlds = worlds
    }
}

/// `compare LIBRARY EXERCISE BOUND`: both explorers on the shipped suite.
enum LibraryComparison {
    static func run(_ arguments: [String]) throws {
        let solution = try LoadedSolution(
            library: arguments.argument(0), exercise: arguments.argument(1))
        let bound = try arguments.number(2)
        var simple = Findings()
        for setup in solution.suite.worlds {
            guard let world = solution.worlds[setup.id] else { continue }
            var search = BruteForce(world: world, bound: bound)
            search.explore(Tape(world: setup.id))
            simple.add(search.findings)
        }
        simple.report("brute force")
        let real = Exploration.findings(in: solution.worlds, of: solution.suite, bound: bound)
        real.report("explorer")
        for tape in Set(real.failures.keys).symmetricDifference(simple.failures.keys).sorted() {
            say("only one failed: \(tape)")
        }
        say(real == simple ? "agree" : "differ")
    }
}

extension Findings {
    mutating func add(_ other: Findings) {
        for (level, count) in other.levels.enumerated() {
            if levels.count <= level { levels.append(0) }
            levels[level] += count
        }
        failures.merge(other.failures) { first, _ in first }
    }
}

/// `library LIBRARY EXERCISE TAPE`: the history of one schedule.
enum LibraryReplay {
    static func run(_ arguments: [String]) throws {
        let solution = try LoadedSolution(
            library: arguments.argument(0), exercise: arguments.argument(1))
        guard let tape = Tape(try arguments.argument(2)), let world = solution.worlds[tape.world]
        else { throw WrongUsage("no such tape: \(arguments[2])") }
        Replay.tell(world.play(tape, narrating: true))
    }
}
