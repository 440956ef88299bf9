import EventBroker
import EventClient
import EventLog
import Eventlings
import JudgeHost
import Simulation

/// Programs that work side by side in one world, and what is promised to them.
struct HistoryPlan: Sendable {
    typealias Program = @Sendable (SimulatedProcess, Chronicle) async throws -> Void

    private struct Solution: ExerciseSolution {}

    let setup: WorldSetup
    /// Hold at the end of every schedule.
    let safety: [Promise]
    /// Hold when the world has been calm for long enough.
    let liveness: [Promise]
    let chronicle = Chronicle()
    private let program: Program

    init(
        _ name: String, topics: [String], input: [InputRecord] = [], instances: [String],
        spare: String? = nil, faults: FaultSet, safety: [Promise], liveness: [Promise],
        program: @escaping Program
    ) {
        setup = WorldSetup(
            id: name, topics: topics.map { ($0, 2) }, input: input, instances: instances,
            spareInstance: spare, faults: faults)
        self.safety = safety + [.offsetsHaveNoHoles]
        self.liveness = liveness
        self.program = program
    }

    /// Records of an input topic: `r1`, `r2` and so on, in its two partitions by turns.
    static func input(_ count: Int, in topic: String) -> [InputRecord] {
        (1...count).map { number in
            InputRecord(
                partition: TopicPartition(topic, number % 2), key: "r\(number)",
                value: Array("r\(number)".utf8), name: "r\(number)", eventID: "r\(number)")
        }
    }

    /// Patience for a lost transaction's timeout, a poll interval and a delivery timeout.
    func makeWorld() -> World {
        let (program, chronicle, first) = (program, chronicle, setup.instances[0])
        let goal = Invariant(id: "done", title: "", kind: .liveness) { world in
            broken(liveness, in: world).map { Violation(of: "the end", $0) }
        }
        let suite = Suite(
            exercise: "history", worlds: [setup], patience: .seconds(900), invariants: [goal],
            diagnoses: []
        ) { (_, process) async throws in
            guard let process = process as? SimulatedProcess else { return }
            // What is missed in the end is looked for once more, in a second run.
            if process.name == first, HostMachine(globals: .none).now == 0 { chronicle.clear() }
            try await program(process, chronicle)
        }
        HostMachine.start()
        return World(suite: suite, setup: setup, machine: HostMachine(globals: .none)) {
            Solution()
        }
    }

    /// Plays a schedule, and says what promise it has broken.
    func play(_ tape: Tape, in world: World, narrating: Bool = false, noting: Bool = false)
        -> (run: Run, complaint: String?)
    {
        let run = world.play(tape, narrating: narrating, notesOpenPoints: noting)
        if let broken = broken(safety, in: world) { return (run, broken) }
        switch run.finding {
        case nil: return (run, nil)
        case .invariant:
            return (run, broken(liveness, in: world) ?? "The work was not done in time")
        case .some(let finding): return (run, "The run came to no end: \(finding)")
        }
    }

    private func broken(_ promises: [Promise], in world: World) -> String? {
        let outcome = Outcome(chronicle.deeds, setup, world)
        for promise in promises {
            if let complaint = promise.complaint(outcome) { return "\(promise.text): \(complaint)" }
        }
        return nil
    }
}
