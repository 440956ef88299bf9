import Course
import Terminal

extension Command {
    static let lesson = Command(
        "lesson", Argument("ID", .lesson),
        summary: "plays a lesson: Enter goes on, numbers choose, `leave` leaves",
        examples: [
            Example(line: "lesson what-is-an-event", meaning: "the first one"),
            Example(line: "lesson 2.1", meaning: "the first of module 2"),
        ]
    ) { invocation, session throws(Complaint) in
        try session.play(try session.lesson(invocation[.exercise] ?? ""))
        return .success
    }
}
