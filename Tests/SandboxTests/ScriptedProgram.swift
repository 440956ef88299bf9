import Eventlings
import Sandbox

/// A process beside the sandbox that does what a test says.
final class ScriptedProgram: LiveProgram {
    private(set) var turns: [LiveTurn] = []
    private(set) var hasEnded = false
    private let next: (LiveTurn) -> LiveAnswer

    /// - Parameter next: What it answers to a turn.
    init(_ next: @escaping (LiveTurn) -> LiveAnswer) {
        self.next = next
    }

    /// One that does a list of things in its first turn, and nothing more.
    convenience init(_ acts: [LivePause.Act]) {
        var rest = acts
        self.init { _ in
            defer { rest = [] }
            return .paused(LivePause(acts: rest))
        }
    }

    /// All that it has heard, in order.
    var heard: [LiveTurn.Arrival] { turns.flatMap(\.arrivals) }

    func answer(to turn: LiveTurn) -> LiveAnswer {
        turns.append(turn)
        return next(turn)
    }

    func end() { hasEnded = true }
}
