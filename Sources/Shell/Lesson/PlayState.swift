import Course
import Judge

/// A play that is over, as the expressions of a lesson ask about it.
struct PlayState: ExpressionState {
    let report: PlayReport

    func count(call: String, subject: String?) throws(ExpressionStateError) -> Int {
        guard let count = report.result.count(call: call, subject: subject) else {
            throw .notKnownHere(function: "count(\(call))", where: "a play")
        }
        return count
    }

    func records(topic: String) throws(ExpressionStateError) -> Int { try unknown("records") }

    func records(topic: String, partition: Int) throws(ExpressionStateError) -> Int {
        try unknown("records")
    }

    func committed(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        try unknown("committed")
    }

    func position(
        member: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        try unknown("position")
    }

    func lag(group: String) throws(ExpressionStateError) -> Int { try unknown("lag") }

    func owner(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> String? {
        try unknown("owner")
    }

    func partition(topic: String, key: String) throws(ExpressionStateError) -> Int {
        try unknown("partition")
    }

    private func unknown<Value>(_ function: String) throws(ExpressionStateError) -> Value {
        throw .notKnownHere(function: function, where: "a play")
    }
}
