import Simulation

/// `strikes TRIAL STRIKE...`: all schedules in which these strike, one after the other, each named
/// as a history tells it: `crashAfter pack r1`. A line with its tape comes before each.
enum StrikeSearch {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let world = trial.makeWorld()
        var tapes = [Tape(world: trial.setup.id)]
        for strike in arguments.dropFirst() {
            tapes = tapes.flatMap(world.successors).filter { tape in
                world.play(tape, narrating: true).history?.strikes.last == strike
            }
        }
        tell(tapes, in: world)
    }

    /// `successors TRIAL`: all schedules with one deviation.
    static func runAll(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let world = trial.makeWorld()
        tell(world.successors(of: Tape(world: trial.setup.id)), in: world)
    }

    private static func tell(_ tapes: [Tape], in world: World) {
        for tape in tapes {
            say("schedule \(tape)")
            Replay.tell(world.play(tape, narrating: true))
        }
    }
}

extension History {
    fileprivate var strikes: [String] {
        entries.compactMap { entry in
            guard case .struck(let strike, let request) = entry.moment else { return nil }
            return "\(strike)" + (request.map { " \($0.text)" } ?? "")
        }
    }
}
