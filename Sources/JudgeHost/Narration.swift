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

    /// The verdict on this one run. Where the learner's code dies, it says so up to its last step.
    func told() throws -> (verdict: Verdict?, worker: Worker) {
        let worker = try Worker.run { descriptor in
            LastWords.prepare {
                Worker.write(encode(deathVerdict()), to: descriptor)
            }
            Worker.restartWatchdog()
            let run = world.play(tape, narrating: true)
            Worker.write(encode(verdict(on: run)), to: descriptor)
        }
        let told = try? JSONDecoder().decode(Verdict.self, from: Data(worker.report))
        return (told, worker)
    }

    private func encode(_ verdict: Verdict) -> [UInt8] {
        (try? JSONEncoder().encode(verdict)).map { [UInt8]($0) } ?? []
    }

    private func verdict(on run: Run) -> Verdict {
        let history = run.history ?? History()
        var verdict = Verdict(
            exercise: suite.exercise, verdict: .passed, invariants: invariants(),
            counterexample: story(history))
        guard let finding = run.finding else { return verdict }
        verdict.verdict = finding.verdict
        verdict.message = finding.message
        if finding.verdict == .failed { verdict.diagnosis = diagnosis(of: history) }
        return verdict
    }

    private func deathVerdict() -> Verdict {
        Verdict(
            exercise: suite.exercise, verdict: .crashed, invariants: invariants(),
            counterexample: story(world.historySoFar()))
    }

    private func invariants() -> [Verdict.Invariant] {
        zip(suite.invariants, world.kept).map { invariant, holds in
            Verdict.Invariant(id: invariant.id, title: invariant.title, holds: holds)
        }
    }

    private func story(_ history: History) -> Story {
        Narrator(
            history: history, instances: world.instanceNames, facts: suite.facts,
            hasAnotherHashSeed: !world.elsewhere.isEmpty
        ).story(tape: tape.description)
    }

    private func diagnosis(of history: History) -> Verdict.Diagnosis? {
        for diagnosis in suite.diagnoses {
            guard let names = diagnosis.recognise(history) else { continue }
            let explanation = names.reduce(diagnosis.explanation) { text, name in
                text.replacing("{\(name.key)}", with: name.value)
            }
            return Verdict.Diagnosis(
                id: diagnosis.id, title: diagnosis.title, explanation: explanation,
                question: diagnosis.question, lesson: diagnosis.lesson)
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
            "run returned although nobody had asked it to stop. A consumer goes on until poll throws: who returns early leaves records unread."
        case .restless:
            "It keeps the processor busy without waiting for anything. Wait with poll or Task.sleep, not in a loop."
        case .flood: "It printed more than 256 KB in one run. Print less, and grade again."
        }
    }
}
