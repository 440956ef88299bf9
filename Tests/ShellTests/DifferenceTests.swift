import Course
import Judge
import Testing

@testable import Shell

@Suite("The difference to the last attempt")
struct DifferenceTests {
    private func last(tape: String = "two:3.1") -> ProgressView.Counterexample {
        counterexample(
            tape: tape,
            .init(
                promise: "charged-at-most-once", text: "order-1 was charged twice",
                diagnosis: "no-key"))
    }

    private func counterexample(
        tape: String, _ breach: ProgressEvent.Breach?
    ) -> ProgressView.Counterexample {
        let graded = ProgressEvent.solutionGraded(
            exercise: "a", verdict: "failed", tape: tape, file: nil, fileHash: nil, breach: breach)
        return ProgressView([graded]).standing(in: "a").lastCounterexample!
    }

    private func verdict(
        _ promise: String, _ text: String, tape: String, diagnosis: String
    ) -> Verdict {
        Verdict(
            exercise: "charge-once", verdict: .failed,
            invariants: [
                .init(id: "held", title: "Held", holds: true),
                .init(id: promise, title: promise, holds: false),
                .init(id: "as-well", title: "As well", holds: false),
            ],
            counterexample: Story(
                faults: [], tape: tape, lanes: ["a"],
                timeline: [.init(at: "1ms", lane: "a", text: text, kind: .broken)]),
            diagnosis: .init(id: diagnosis, title: "", explanation: "", question: "", lesson: ""))
    }

    @Test("A pass says what is gone")
    func passed() {
        let difference = Difference(
            last: last(), verdict: Verdict(exercise: "charge-once", verdict: .passed))
        #expect(difference.sentence == "Last time order-1 was charged twice: that is gone.")
    }

    @Test(
        "A failure says whether it is the same, and claims no more than was played",
        arguments: [
            (
                "charged-at-most-once", "two:3.1", "no-key", "As last time, order-7 it is."
            ),
            (
                "charged-at-most-once", "two:3.1", "key-per-try",
                "The same promise broke last time, in another way."
            ),
            (
                "charged-at-most-once", "two:3.1,9.2", "no-key",
                "Last time too order-1 was charged twice; now it takes 2 deviations instead of 1."
            ),
            (
                "charged-eventually", "two:9.2", "lost",
                "Last time order-1 was charged twice; this time order-7 it is."
            ),
            (
                "charged-eventually", "two:", "lost",
                "Last time order-1 was charged twice; this time order-7 it is."
            ),
            (
                "charged-eventually", "two:9.2,11.1", "lost",
                "Last time order-1 was charged twice: that is gone. Now order-7 it is."
            ),
        ])
    func failed(promise: String, tape: String, diagnosis: String, sentence: String) {
        let verdict = verdict(promise, "order-7 it is", tape: tape, diagnosis: diagnosis)
        #expect(Difference(last: last(), verdict: verdict).sentence == sentence)
    }

    @Test("The step from no deviation to one is told as such")
    func fromNone() {
        let verdict = verdict(
            "charged-at-most-once", "order-1 was charged twice", tape: "two:1.1", diagnosis: "x")
        #expect(
            Difference(last: last(tape: "two:"), verdict: verdict).sentence
                == "Last time too order-1 was charged twice; now it takes 1 deviation instead of none."
        )
    }

    @Test("Nothing is said where there is nothing to compare")
    func nothing() {
        let old = counterexample(tape: "two:3.1", nil)
        #expect(Difference(last: old, verdict: FixedVerdicts.failed).sentence == nil)
        for verdict in [FixedVerdicts.compileError, Verdict(exercise: "a", verdict: .endedEarly)] {
            #expect(Difference(last: last(), verdict: verdict).sentence == nil)
        }
    }

    @Test("From one grading to the next, through a file that does not compile, up to the pass")
    func graded() throws {
        let shell = try TestShell()
        _ = shell.run("start 06")
        func grade(_ verdict: Verdict) -> String {
            shell.verdict = { _, _ throws(JudgeError) in verdict }
            return shell.run("grade").out
        }
        #expect(!grade(FixedVerdicts.failed).contains("ast time"))
        #expect(grade(FixedVerdicts.failed).contains("As last time, No order is charged twice."))
        #expect(!grade(FixedVerdicts.compileError).contains("ast time"))
        #expect(grade(FixedVerdicts.passed).contains("No order is charged twice: that is gone."))
        #expect(!grade(FixedVerdicts.passed).contains("ast time"))
    }
}
