import JudgeHost
import Simulation

/// `weakness NAME`: which kinds of fault, each turned on alone, catch the program that is weak against
/// this one. A line each.
enum WeaknessTable {
    private struct Kind {
        let name: String
        let faults: FaultSet
        /// A rewind needs somebody who starts again.
        var bound = 1
    }

    private static let kinds = [
        Kind(name: "nothing", faults: []), Kind(name: "crash", faults: .crash),
        Kind(name: "lostRequest", faults: .lostRequest),
        Kind(name: "lostAnswer", faults: .lostAnswer),
        Kind(name: "lateRequest", faults: .lateRequest),
        Kind(name: "rewind", faults: [.crash, .rewind], bound: 2),
        Kind(name: "duplicateAppend", faults: .duplicateAppend),
        Kind(name: "rebalance", faults: .rebalance),
        Kind(name: "sessionTimeout", faults: .sessionTimeout),
        Kind(name: "zombie", faults: .zombie), Kind(name: "deploy", faults: .deploy),
        Kind(name: "leave", faults: .leave), Kind(name: "transient", faults: .transient),
        Kind(name: "slow", faults: .slow), Kind(name: "brokerAway", faults: .brokerAway),
        Kind(name: "brokerRestart", faults: .brokerRestart),
        Kind(name: "morePartitions", faults: .morePartitions),
        Kind(name: "clockJump", faults: .clockJump),
        Kind(name: "latePartition", faults: .latePartition),
        Kind(name: "reordering", faults: .reordering),
    ]

    static func run(_ arguments: [String]) throws {
        let name = try arguments.argument(0)
        guard let trial = Weaknesses.all.first(where: { $0.fault == name })?.trial else {
            throw WrongUsage("no program is weak against \(name)")
        }
        HostMachine.start()
        let machine = HostMachine(globals: .none)
        for kind in kinds where !(name == "crash" && kind.name == "rewind") {
            var trial = trial
            trial.setup.faults = kind.faults
            if let tape = firstFailure(of: trial.world(on: machine), bound: kind.bound) {
                say("\(kind.name) \(tape)")
            }
        }
    }

    private static func firstFailure(of world: World, bound: Int) -> Tape? {
        var tapes = [Tape(world: world.id)]
        for level in 0...bound {
            if let failed = tapes.first(where: { world.play($0).finding != nil }) { return failed }
            if level < bound { tapes = tapes.flatMap(world.successors) }
        }
        return nil
    }
}
