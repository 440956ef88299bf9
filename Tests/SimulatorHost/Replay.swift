import Simulation

/// `replay TRIAL TAPE`: the tape, all tapes that deviate once more, and the tape again, in one
/// process. Tells the first and the last.
enum Replay {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let tape = try Tape.read(arguments.argument(1))
        let world = trial.makeWorld()
        tell(world.play(tape, narrating: true))
        for successor in world.successors(of: tape) { _ = world.play(successor) }
        say("again")
        tell(world.play(tape, narrating: true))
    }

    static func tell(_ run: Run) {
        run.history?.lines.forEach(say)
        say("finding \(run.finding.map { "\($0)" } ?? "none")")
        say("all struck \(run.allStruck)")
    }
}

extension Tape {
    static func read(_ text: String) throws -> Tape {
        guard let tape = Tape(text) else { throw WrongUsage("no such tape: \(text)") }
        return tape
    }
}
