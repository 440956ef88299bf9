import HiddenSuites
import Judge
import Simulation

/// Lets each named fault strike at the call that it names, and counts the calls on the way.
final class NamedFaults: FaultInjector {
    private let world: WorldSetup
    /// Those that have not struck yet.
    private var waiting: [NamedFault]
    /// The calls that a story shows, and polls.
    private var calls: [CallName: Int] = [:]
    /// Those whose moment came in a world that has no such fault.
    private var notOffered: Set<NamedFault> = []

    init(_ faults: [NamedFault], in world: WorldSetup) {
        self.world = world
        waiting = faults
    }

    var isSpent: Bool { waiting.isEmpty }

    func worldIsIdle() {}

    func strike(
        at kind: ChoiceKind, _ request: History.Request?, among options: [Strike]
    ) -> Strike? {
        let moment = count(request)
        for (index, fault) in waiting.enumerated() where comes(fault, at: moment, kind) {
            guard let strike = strike(fault), options.contains(strike) else {
                notOffered.insert(fault)
                continue
            }
            waiting.remove(at: index)
            return strike
        }
        return nil
    }

    private func count(_ request: History.Request?) -> NamedFault.Call? {
        guard let request, Phrases.isShown(request) else { return nil }
        let name = Phrases.call(request)
        calls[name, default: 0] += 1
        return NamedFault.Call(name, number: calls[name] ?? 0)
    }

    private func comes(_ fault: NamedFault, at call: NamedFault.Call?, _ kind: ChoiceKind) -> Bool {
        switch fault {
        case .strike(_, let named): named == call
        case .rewind: kind == .start
        case .duplicate: kind == .input
        }
    }

    /// Nil for a record that isn't there.
    private func strike(_ fault: NamedFault) -> Strike? {
        switch fault {
        case .strike(.crashBefore, _): .crashBefore
        case .strike(.crashAfter, _): .crashAfter
        case .strike(.loseRequest, _): .lostRequest
        case .strike(.loseAnswer, _): .lostAnswer
        case .strike(.lateRequest, _): .latestRequest
        case .strike(.pause, _): .pause
        case .strike(.deploy, _): .deploy
        case .strike(.join, _): .newInstance
        case .strike(.leave, _): .leave
        case .strike(.fail, _): .failing(times: 1)
        case .strike(.slow, _): .slow
        case .strike(.brokerAway, _): .brokerAway
        case .strike(.brokerRestart, _): .brokerRestart
        case .strike(.grow, _): .morePartitions
        case .strike(.clockForwards, _): .clockForwards
        case .strike(.clockBackwards, _): .clockBackwards
        case .rewind: .rewind
        case .duplicate(let record):
            world.input.firstIndex { $0.name == record }.map { .duplicateAppend(record: $0) }
        }
    }
}

extension NamedFaults {
    /// Why the first of those that did not strike found nothing; nil if all of them struck.
    var missed: String? {
        waiting.first.map { "`\($0)` strikes nothing: \(reason($0))" }
    }

    private func reason(_ fault: NamedFault) -> String {
        switch fault {
        case .duplicate(let record) where !world.input.contains { $0.name == record }:
            "there is no such record. The records here are \(recordNames)."
        case _ where notOffered.contains(fault):
            "the world that this program is played in has no such fault."
        case .strike(_, let call):
            "the program calls \(times(call.name)). All its calls: \(callsMade)."
        case .rewind:
            "it comes when a process starts again, or partitions move, and something has been "
                + "committed. Name a fault that brings that about, such as `--crash after:commit`."
        case .duplicate: "one record in a play can come twice, no more."
        }
    }

    private var recordNames: String { world.input.map(\.name).joined(separator: ", ") }

    private var callsMade: String {
        let made = CallName.allCases.filter { calls[$0] != nil }.map(times)
        return made.isEmpty ? "none" : made.joined(separator: ", ")
    }

    private func times(_ call: CallName) -> String {
        switch calls[call] ?? 0 {
        case 0: "\(call.rawValue) never"
        case 1: "\(call.rawValue) once"
        case let count: "\(call.rawValue) \(count) times"
        }
    }
}
