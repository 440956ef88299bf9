import Simulation

/// `replay TRIAL TAPE`: the same tape twice in one process.
enum Replay {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        guard let tape = Tape("\(trial.setup.id):\(try arguments.argument(1))") else {
            throw WrongUsage("no such tape: \(arguments[1])")
        }
        let world = trial.makeWorld()
        tell(world.play(tape, narrating: true))
        say("again")
        tell(world.play(tape, narrating: true))
    }

    static func tell(_ run: Run) {
        run.history?.lines.forEach(say)
        say("finding \(run.finding.map { "\($0)" } ?? "none")")
        say("all struck \(run.allStruck)")
    }
}
