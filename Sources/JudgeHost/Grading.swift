import Judge
import Simulation

/// Plays every schedule up to the suite's bound, fewest deviations first, until one fails.
struct Grading {
    let suite: Suite
    /// Those that are graded in.
    let worlds: [String: World]
    /// Told now and then how many schedules have been played.
    var tell: (_ schedules: Int) -> Void = { _ in }
    private let scope: Scope
    private let symbolizer: Symbolizer?
    private let makeWorld: (WorldSetup) -> World

    init(
        suite: Suite, scope: Scope = .ordinary, symbolizer: Symbolizer? = nil,
        makeWorld: @escaping (WorldSetup) -> World
    ) {
        self.suite = suite
        self.scope = scope
        self.symbolizer = symbolizer
        self.makeWorld = makeWorld
        worlds = Dictionary(uniqueKeysWithValues: suite.worlds.map { ($0.id, makeWorld($0)) })
    }

    private func world(named name: String) -> World? {
        if name == Suite.playName { return makeWorld(suite.play) }
        return worlds[name] ?? suite.crowd.flatMap { $0.id == name ? makeWorld($0) : nil }
    }

    func verdict() throws -> Verdict {
        let known = KnownStandstills(patience: suite.patience)
        return try verdict(cuttingAt: known) ?? verdict(cuttingAt: nil)!
    }

    /// Nil if runs were cut short that must not be.
    private func verdict(cuttingAt known: KnownStandstills?) throws -> Verdict? {
        var exploration = Exploration(
            worlds: suite.worlds.filter { !$0.comesLast }.map(\.id),
            last: suite.worlds.filter(\.comesLast).map(\.id),
            bound: suite.bound + scope.deviationsBeyondBound,
            schedulesPerLevel: scope.schedulesPerLevel, known: known)
        let playback = Playback(worlds: worlds)
        var sample = Sample()
        while !exploration.isMistaken {
            let batch = exploration.nextBatch(upTo: Playback.schedulesPerBatch)
            if batch.isEmpty { return try searchedAtRandom(explored(exploration), sample) }
            sample.take(from: batch)
            let result = try playback.play(
                batch, notingOpenPoints: exploration.notesOpenPoints, known: exploration.known)
            switch result {
            case .held(let runs):
                for (tape, run) in zip(batch, runs) { exploration.held(tape, run) }
                tell(exploration.schedules)
            case .failed(let index, let before, let worker):
                for (tape, run) in zip(batch, before) { exploration.held(tape, run) }
                // The dead processes of earlier schedules filled it: a fresh one goes on.
                if worker.isFull, !before.isEmpty { continue }
                exploration.failed()
                return try failed(batch[batch.startIndex + index], explored(exploration))
            }
        }
        return nil
    }

    /// All that was explored has held.
    private func searchedAtRandom(
        _ explored: Verdict.Explored, _ sample: Sample
    ) throws -> Verdict {
        guard let crowd = suite.crowd else { return try confirmed(passed(explored), by: sample) }
        var explored = explored
        let search = RandomSearch(world: makeWorld(crowd), steps: scope.randomSteps)
        let before = explored.schedules
        switch try search.result(telling: { tell(before + $0) }) {
        case .held(let schedules):
            explored.randomSchedules = schedules
            return try confirmed(passed(explored), by: sample)
        case .failed(let tape, let schedules):
            explored.randomSchedules = schedules
            return try failed(tape, explored)
        }
    }

    private func passed(_ explored: Verdict.Explored) -> Verdict {
        Verdict(
            exercise: suite.exercise, verdict: .passed, explored: explored,
            invariants: suite.invariants.map {
                Verdict.Invariant(id: $0.id, title: $0.title, holds: true)
            })
    }

    private func failed(_ tape: Tape, _ explored: Verdict.Explored) throws -> Verdict {
        var verdict = try verdict(on: tape)
        verdict.explored = explored
        guard verdict.verdict == .passed else { return verdict }
        verdict.counterexample = nil
        verdict.reveal(.outliving, by: tape)
        return verdict
    }

    /// The story of one schedule, and what it comes to.
    func verdict(on tape: Tape) throws -> Verdict {
        try result(of: tape).verdict
    }

    /// Plays the suite's world for plays under faults that somebody has named.
    func play(_ faults: [NamedFault]) throws -> PlayResult {
        try result(
            of: Tape(world: Suite.playName), injector: NamedFaults(faults, in: suite.play))
    }

    private func result(of tape: Tape, injector: NamedFaults? = nil) throws -> PlayResult {
        guard let world = world(named: tape.world) else {
            throw UnknownTape(description: "\(tape)")
        }
        let narration = Narration(suite: suite, world: world, tape: tape, injector: injector)
        var (told, worker) = try narration.told()
        for _ in 0..<Self.looksForALine where Death.isOfNoPlace(worker, symbolizer) {
            (told, worker) = try narration.told()
        }
        guard worker.ending != .finished else {
            if let told { return told }
            throw UnknownTape(description: "\(tape) could not be told")
        }
        let death = Death(worker, symbolizer)
        var result =
            told ?? PlayResult(verdict: Verdict(exercise: suite.exercise, verdict: .crashed))
        result.verdict.verdict = death.verdict
        result.verdict.message = death.message
        return result
    }

    private static let looksForALine = 2

    private func explored(_ exploration: Exploration) -> Verdict.Explored {
        var points: [String: Int] = [:]
        for (kind, count) in exploration.choicePoints { points[kind.rawValue] = count }
        return Verdict.Explored(
            bound: exploration.completeBound, schedules: exploration.schedules,
            levels: exploration.levels, choicePoints: points)
    }
}

struct UnknownTape: Error, CustomStringConvertible {
    let description: String
}
