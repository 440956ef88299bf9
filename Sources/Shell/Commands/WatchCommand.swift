import Course
import Judge
import Terminal

extension Command {
    static let watch = Command(
        "watch", .exercise.optional, options: [.file],
        summary: "grades your solution on every save, until it passes",
        examples: [
            Example(line: "watch", meaning: "the exercise you started last, now and on every save")
        ]
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        let file = try session.file(for: exercise, given: invocation[.file])
        let watch = FileWatch(file.url)
        while true {
            if try session.gradeOnce(file, of: exercise, invocation) { return .success }
            session.output.write("")
            session.output.write(
                prose: "Watching \(session.shown(file.url)): save it to have it graded again. "
                    + "`hint` helps; Ctrl-C leaves.")
            guard session.surroundings.awaitSave(watch) else {
                session.output.write("No longer watching.")
                return .success
            }
            session.output.write("")
        }
    }
}

extension Session {
    /// Whether it has passed. A file that can't be graded is answered with what is wrong with it, and
    /// the next save is waited for.
    fileprivate func gradeOnce(
        _ file: SolutionFile, of exercise: Exercise, _ invocation: Invocation
    ) throws(Complaint) -> Bool {
        do throws(Complaint) {
            let verdict = try gradeAndReport(file, of: exercise, invocation)
            return verdict.verdict == .passed
        } catch {
            guard error.status == .usage else { throw error }
            output.writeError(error.message)
            return false
        }
    }
}
