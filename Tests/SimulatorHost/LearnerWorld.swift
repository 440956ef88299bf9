import Eventlings
import JudgeHost
import Simulation

/// Two instances of a learner's file for `two-lines`, in a world where they die and pause.
struct LearnerWorld {
    static let id = trial.setup.id
    let world: World

    private static let trial = Trial(faults: [.crash, .zombie], instances: ["a", "b"]) { _ in }

    init(library path: String) throws {
        var suite = Self.trial.suite
        suite.launch = { solution, process in
            guard var packing = solution as? any TwoLines else {
                throw WrongUsage("the library is no TwoLines")
            }
            try await packing.run(
                orders: process.cluster.makeConsumer(groupID: "g"), packing: process.packing)
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: path)
        world = World(
            suite: suite, setup: Self.trial.setup, machine: HostMachine(globals: library.globals)
        ) {
            library.entry.make()
        }
    }
}

/// `library LIBRARY TAPE`: the history of one schedule.
enum LibraryReplay {
    static func run(_ arguments: [String]) throws {
        let learner = try LearnerWorld(library: arguments.argument(0))
        Replay.tell(try learner.world.play(Tape.read(arguments.argument(1)), narrating: true))
    }
}
