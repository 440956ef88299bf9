import Eventlings
import FoundationEssentials
import Glibc
import Judge
import Simulation

/// One schedule, played again in a fresh worker, with everything written down.
struct Narration {
    let suite: Suite
    let world: World
    let tape: Tape
    /// Adds to the tape while it is played.
    var injector: NamedFaults?

    /// What this one run came to. Where the learner's code dies, it says so up to its last step.
    func told() throws -> (result: PlayResult?, worker: Worker) {
        let worker = try Worker.run { report in
            LastWords.prepare(report) {
                Worker.write(encode(result(.crashed, world.historySoFar())), to: report)
            }
            Worker.beginSchedule()
            let run = world.play(tape, narrating: true, toTheEnd: isPlay, injector: injector)
            Worker.write(encode(result(run)), to: report)
        }
        let told = try? JSONDecoder().decode(PlayResult.self, from: Data(worker.report))
        return (told, worker)
    }

    /// A play goes on when a promise has broken: nobody there is told of it either.
    private var isPlay: Bool { tape.world == Suite.playName }

    private func result(_ run: Run) -> PlayResult {
        let history = run.history ?? History()
        var result = result(.passed, history, invariants())
        guard let finding = run.finding else { return result }
        result.verdict.verdict = finding.verdict
        if case .invariant(let index) = finding {
            tellFirst(index, in: &result.verdict.invariants)
        } else {
            result.verdict.invariants = []
        }
        result.verdict.message = finding.message
        if !isPlay { result.verdict.diagnosis = diagnosis(of: finding, in: history) }
        return result
    }

    /// No promise is said to be broken, or kept, where a run did not come to the moment at which it is
    /// judged.
    private func result(
        _ verdict: Verdict.Kind, _ history: History, _ invariants: [Verdict.Invariant] = []
    ) -> PlayResult {
        PlayResult(
            verdict: Verdict(
                exercise: suite.exercise, verdict: verdict, invariants: invariants,
                counterexample: story(history)),
            effects: history.effects, missed: injector?.missed)
    }

    private func encode(_ result: PlayResult) -> [UInt8] {
        (try? JSONEncoder().encode(result)).map { [UInt8]($0) } ?? []
    }

    private func invariants() -> [Verdict.Invariant] {
        zip(suite.invariants, world.kept).map { invariant, holds in
            Verdict.Invariant(id: invariant.id, title: invariant.title, holds: holds)
        }
    }

    /// What the story is about comes before what it has led to.
    private func tellFirst(_ root: Int, in invariants: inout [Verdict.Invariant]) {
        guard let first = invariants.firstIndex(where: { !$0.holds }), first < root else { return }
        invariants.insert(invariants.remove(at: root), at: first)
    }

    private func story(_ history: History) -> Story {
        Narrator(
            history: history, instances: world.instanceNames, facts: suite.facts,
            hasAnotherHashSeed: !world.elsewhere.isEmpty
        ).story(tape: world.tape.description)
    }

    private func diagnosis(of finding: Finding, in history: History) -> Verdict.Diagnosis? {
        let diagnoses =
            switch finding {
            case .invariant: suite.diagnoses
            case .returned, .restless: suite.processDiagnoses
            case .flood: [Diagnosis]()
            }
        for diagnosis in diagnoses {
            guard let names = diagnosis.recognise(history) else { continue }
            let filled = { (text: String) in
                names.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
            }
            return Verdict.Diagnosis(
                id: diagnosis.id, title: diagnosis.title,
                explanation: filled(diagnosis.explanation), question: filled(diagnosis.question),
                lesson: diagnosis.lesson)
        }
        return nil
    }
}

extension Finding {
    fileprivate var verdict: Verdict.Kind {
        switch self {
        case .invariant: .failed
        case .returned: .endedEarly
        case .restless: .timedOut
        case .flood: .crashed
        }
    }

    fileprivate var message: String? {
        switch self {
        case .invariant: nil
        case .returned:
            "run returned although nobody had asked it to stop. A return says that the work is done. So the process is not started again, and it reads no record that comes later."
        case .restless:
            "It never comes to rest: it goes on at full speed, also when there is nothing new to do. Wait with poll or Task.sleep in each round."
        case .flood: "It printed more than 256 KB in one run. Print less, and grade again."
        }
    }
}
