import Course
import Foundation
import Terminal

extension Command {
    static let start = Command(
        "start", .exercise.optional,
        summary: "puts an exercise's starter into your workspace, tells its story",
        examples: [
            Example(line: "start two-lines", meaning: "begin with the first exercise"),
            Example(line: "start 06", meaning: "the same by number"),
            Example(line: "start what-is-an-event", meaning: "plays a lesson"),
            Example(line: "start", meaning: "begins what comes next"),
        ]
    ) { invocation, session throws(Complaint) in
        guard let word = invocation[.exercise] else {
            guard let next = try session.map().next else {
                throw Complaint("everything is done; `list` shows every ID")
            }
            return session.carryOut(next.command, where: "")
        }
        if try session.isNoExercise(word), let (lesson, step) = try? session.lessonStep(word) {
            try session.play(lesson, from: step)
            return .success
        }
        let exercise = try session.exercise(word)
        let statement = try session.text(of: exercise.statement)
        let workspace = try session.workspace()
        let start = try session.catching { () throws(WorkspaceError) in
            try workspace.start(exercise)
        }
        try session.record(.exerciseStarted(exercise: exercise.id))
        session.output.write(prose: statement)
        session.output.write()
        switch start {
        case .written(let file):
            session.output.write("Your file: \(session.shown(file))")
        case .kept(let file):
            session.output.write("Your file was there already, and is as you left it:")
            session.output.write("\(session.shown(file))")
        }
        session.output.write(
            "When you have changed it: `grade`. Stuck? `hint`. To read this again: `task`.")
        return .success
    }

    static let task = Command(
        "task", .exercise.optional, summary: "tells an exercise's story again, and what it offers"
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        session.output.write(prose: try session.text(of: exercise.statement))
        return .success
    }

    static let restore = Command(
        "restore", .exercise.optional,
        summary: "puts the starter back; your file is kept beside it under a number"
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        let workspace = try session.workspace()
        let file = session.shown(workspace.solution(of: exercise))
        let found = try session.catching { () throws(WorkspaceError) in
            try workspace.restore(exercise)
        }
        switch found {
        case .starter: session.output.write("\(file) is the starter already.")
        case .nothing:
            session.output.write("The starter is back in \(file).")
            try session.record(.exerciseStarted(exercise: exercise.id))
        case .kept(let kept):
            session.output.write("The starter is back in \(file).")
            session.output.write("What you had is kept in \(session.shown(kept)).")
        }
        return .success
    }
}

extension Session {
    /// A text that belongs to the course.
    func text(of file: URL) throws(Complaint) -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw Complaint(
                "can't read \(shown(file)), which belongs to the course; `check-course` says more")
        }
    }
}
