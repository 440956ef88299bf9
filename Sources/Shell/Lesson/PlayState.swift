import Course
import Judge

/// A play that is over, as the expressions of a lesson ask about it.
struct PlayState: ExpressionState {
    let report: PlayReport
    let name = "a play"

    func count(call: String, subject: String?) throws(ExpressionStateError) -> Int {
        guard let count = report.result.count(call: call, subject: subject) else {
            throw .notKnownHere(function: "count(\(call))", where: name)
        }
        return count
    }
}
