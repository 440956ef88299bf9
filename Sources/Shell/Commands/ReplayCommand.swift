import Course
import Foundation
import Judge
import Terminal

extension Command {
    static let replay = Command(
        "replay", .exercise.optional, options: [.html],
        summary: "steps through the story in which a promise broke",
        examples: [
            Example(line: "replay", meaning: "step by step, with keys"),
            Example(
                line: "replay --html story.html", meaning: "the same story as a page for a browser"),
        ]
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        guard let last = try session.progress().standing(in: exercise.id).lastCounterexample else {
            throw Complaint(
                "there is no story to replay for \(exercise.id): the last grading found none. "
                    + "`grade \(exercise.id)` looks for one.")
        }
        let file = try session.file(for: exercise, given: last.file)
        if file.hash != last.fileHash {
            session.output.writeError(
                "Your file has changed since it was graded, so the story may end otherwise.")
        }
        let (story, _) = try session.story(of: file, exercise, task: .replay(tape: last.tape))
        if let path = invocation[.html] {
            let page = StoryPage(story: story, exercise: exercise).page
            try session.write(page, with: "The story", to: session.path(path))
        } else {
            session.walk(story)
        }
        return .success
    }

    static let run = Command(
        "run", .exercise.optional, options: [.live, .file],
        summary: "runs your code once in a calm world, and draws what happened",
        examples: [
            Example(line: "run", meaning: "the exercise you started last"),
            Example(
                line: "run --live two-lines",
                meaning:
                    "your code reads the sandbox's orders; also its Task.sleep lasts until `wait`"),
        ]
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        let file = try session.file(for: exercise, given: invocation[.file])
        if invocation.has(.live) { return try session.runLive(exercise, file) }
        let (story, verdict) = try session.story(of: file, exercise, task: .calm)
        session.output.write(lines: story.diagram.lines(for: session.output.capabilities))
        if let cause = story.cause { session.output.write(StyledText(cause)) }
        if verdict.verdict == .passed {
            session.output.write()
            session.output.write(
                "In this calm world every promise is kept. `grade` plays the others.")
        }
        return .success
    }
}

extension Session {
    /// Plays one schedule; a verdict without a story is told as what kept the code from running.
    fileprivate func story(
        of file: SolutionFile, _ exercise: Exercise, task: HostJob.Task
    ) throws(Complaint) -> (Story, Verdict) {
        let verdict = try grade(file, of: exercise, task: task)
        if let story = verdict.counterexample { return (story, verdict) }
        throw Complaint(unplayed: verdict)
    }
}
