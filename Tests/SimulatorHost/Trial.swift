import EventBroker
import Eventlings
import JudgeHost
import Simulation

/// A small program of the tests' own, and the world in which it is played.
struct Trial: Sendable {
    typealias Program = @Sendable (SimulatedProcess) async throws -> Void

    /// What a learner's type would be; the program is a function.
    private struct Solution: ExerciseSolution {}

    var setup: WorldSetup
    var invariants: [Invariant] = []
    let program: Program

    /// - Parameter records: The partition of each record; they are named `r1`, `r2` and so on.
    init(
        faults: FaultSet, records: [Int] = [0, 1, 0], instances: [String] = ["a"],
        spare: String? = nil, program: @escaping Program
    ) {
        let input = records.enumerated().map { index, partition in
            InputRecord(
                partition: TopicPartition("orders", partition), key: "r\(index + 1)",
                value: Array("r\(index + 1)".utf8), name: "r\(index + 1)",
                eventID: "e\(index + 1)")
        }
        setup = WorldSetup(
            id: "w", topics: [("orders", 2)], input: input, instances: instances,
            spareInstance: spare, faults: faults)
        self.program = program
    }

    var suite: Suite {
        let program = program
        return Suite(
            exercise: "trial", worlds: [setup], patience: .seconds(7_200), invariants: invariants,
            diagnoses: []
        ) { (_, process) async throws in
            guard let process = process as? SimulatedProcess else { return }
            try await program(process)
        }
    }

    /// The first thing a subcommand does: it replaces the process's executor and clock.
    func makeWorld() -> World {
        HostMachine.start()
        return world(on: HostMachine(globals: .none))
    }

    func world(on machine: HostMachine) -> World {
        World(suite: suite, setup: setup, machine: machine) { Solution() }
    }
}

extension World {
    /// Every schedule that deviates once from `tape`, after its last deviation, by what its own
    /// run has met.
    func successors(of tape: Tape) -> [Tape] {
        let run = play(tape, notesOpenPoints: true)
        let first = tape.deviations.last.map { $0.point + 1 } ?? 0
        return run.openPoints.enumerated().flatMap { index, point in
            (1...Int(point.options)).map { tape.deviating(at: first + index, option: $0) }
        }
    }
}
