import Course
import Judge

/// What has become of the breach of the learner's last attempt, in one sentence.
struct Difference {
    let last: ProgressView.Counterexample
    let verdict: Verdict

    /// Nil where there is nothing to compare.
    var sentence: String? {
        guard let before = last.breach else { return nil }
        if verdict.verdict == .passed { return "Last time \(before.text): that is gone." }
        guard let now = verdict.breach, let tape = verdict.counterexample?.tape else { return nil }
        let (few, many) = (deviations(in: last.tape), deviations(in: tape))
        guard before.promise == now.promise else {
            // Whatever needs as little as last time has been played, and held.
            let link = many > few ? ": that is gone. Now" : "; this time"
            return "Last time \(before.text)\(link) \(now.text)."
        }
        if many > few {
            return "Last time too \(before.text); now it takes \(many) "
                + "\(many == 1 ? "deviation" : "deviations") instead of \(few == 0 ? "none" : "\(few)")."
        }
        return before.diagnosis == now.diagnosis
            ? "As last time, \(now.text)."
            : "The same promise broke last time, in another way."
    }

    /// `WORLD:POINT.OPTION,POINT.OPTION`
    private func deviations(in tape: String) -> Int {
        tape.split(separator: ":").dropFirst().first?.split(separator: ",").count ?? 0
    }
}

extension Verdict {
    /// The promise whose breaking the counterexample tells.
    var breach: ProgressEvent.Breach? {
        guard let step = counterexample?.timeline.last(where: { $0.kind == .broken }),
            let promise = invariants.first(where: { !$0.holds })
        else { return nil }
        return ProgressEvent.Breach(
            promise: promise.id, text: step.text, diagnosis: diagnosis?.id)
    }
}
