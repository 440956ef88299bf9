import Simulation

/// Schedules with one deviation, found by what it is.
enum StrikeSearch {
    /// `strike TRIAL STRIKE [REQUEST]`: the first in which it hits that request.
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let wanted = " struck " + arguments.dropFirst().joined(separator: " ")
        let world = trial.makeWorld()
        for tape in world.successors(of: Tape(world: trial.setup.id)) {
            let run = world.play(tape, narrating: true)
            guard let lines = run.history?.lines, lines.contains(where: { $0.hasSuffix(wanted) })
            else { continue }
            return Replay.tell(run)
        }
        throw WrongUsage("no schedule in which\(wanted)")
    }

    /// `strikes TRIAL`: all of them, each begun by a line `schedule TAPE`.
    static func runAll(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let world = trial.makeWorld()
        for tape in world.successors(of: Tape(world: trial.setup.id)) {
            say("schedule \(tape)")
            Replay.tell(world.play(tape, narrating: true))
        }
    }
}
