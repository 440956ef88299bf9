import FoundationEssentials
import Judge
import Simulation

extension Grading {
    /// The verdict itself, or, if it is a pass and the second process disagrees, that one's.
    func verdict(confirmedBy second: SecondHost?) throws -> Verdict {
        try confirmed(verdict(), by: second)
    }

    /// As above, of one schedule: only the one that both processes play needs to be confirmed.
    func verdict(on tape: Tape, confirmedBy second: SecondHost?) throws -> Verdict {
        let verdict = try verdict(on: tape)
        return tape == commonTape ? try confirmed(verdict, by: second) : verdict
    }

    /// In the second process: the story is told only where the two disagree.
    ///
    /// - Parameter line: what the run came to in the first one, as JSON.
    func verdict(comparingWith line: [UInt8]) throws -> Verdict {
        guard let tape = commonTape else {
            throw UnknownTape(description: "an agreement of \(suite.exercise)")
        }
        worlds[tape.world]?.elsewhere = try Self.decode(line)
        let result = try Playback(worlds: worlds).play([tape], notingOpenPoints: false)
        guard case .held = result else { return try verdict(on: tape) }
        return Verdict(exercise: suite.exercise, verdict: .passed)
    }

    /// The schedule that both processes play; nil where the suite asks for no agreement.
    private var commonTape: Tape? { suite.agreement.map { Tape(world: $0.world) } }

    private func confirmed(_ first: Verdict, by second: SecondHost?) throws -> Verdict {
        guard first.verdict == .passed, let second, let outcome = try outcome() else {
            return first
        }
        var verdict = try second.verdict(comparingWith: outcome)
        guard verdict.verdict != .passed else { return first }
        verdict.explored = first.explored
        return verdict
    }

    /// What the agreement's world comes to in this process.
    private func outcome() throws -> [String: String]? {
        guard let agreement = suite.agreement, let world = worlds[agreement.world] else {
            return nil
        }
        let worker = try Worker.run { report in
            Worker.beginSchedule()
            _ = world.play(Tape(world: agreement.world))
            let outcome = try? JSONEncoder().encode(agreement.outcome(world))
            Worker.write(outcome.map { [UInt8]($0) } ?? [], to: report)
        }
        return try Self.decode(worker.report)
    }

    private static func decode(_ outcome: [UInt8]) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(outcome))
    }
}
