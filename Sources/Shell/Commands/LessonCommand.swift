import Course
import Terminal

extension Command {
    static let lesson = Command(
        "lesson", Argument("ID", .lesson, kind: .optional),
        summary: "plays a lesson: Enter goes on, numbers choose, `leave` leaves",
        examples: [
            Example(line: "lesson what-is-an-event", meaning: "the first one"),
            Example(line: "lesson 2.1", meaning: "the first of module 2"),
            Example(line: "lesson the-consumer-loop#3", meaning: "from its third step on"),
            Example(line: "lesson", meaning: "the next one"),
        ]
    ) { invocation, session throws(Complaint) in
        let (lesson, step) = try session.lessonStep(invocation[.exercise])
        try session.play(lesson, from: step)
        return .success
    }
}
