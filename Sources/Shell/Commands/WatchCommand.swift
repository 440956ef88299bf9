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
        while try session.gradeOnce(file, of: exercise, invocation) == false {
            guard try session.awaitSave(watch, of: exercise) else {
                session.output.write("No longer watching.")
                return .success
            }
            session.output.write("")
        }
        try session.offerToGoOn(after: exercise)
        return .success
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

    /// False where somebody has left. A hint is one key away meanwhile.
    fileprivate func awaitSave(
        _ watch: FileWatch, of exercise: Exercise
    ) throws(Complaint) -> Bool {
        remind(of: watch)
        while true {
            switch surroundings.awaitSave(watch) {
            case .saved: return true
            case .stopped, .key(.character("q")): return false
            case .key(.character("h")):
                _ = carryOut("hint \(exercise.id)", where: "")
                remind(of: watch)
            case .key: continue
            }
        }
    }

    private func remind(of watch: FileWatch) {
        output.write("")
        output.write("Watching \(shown(watch.file)): save it to have it graded again.")
        output.write(
            prose: surroundings.isInteractive
                ? "h gives a hint, q leaves." : "`hint` helps; Ctrl-C leaves.")
    }

    /// A pass is to be enjoyed: what comes next comes when it is asked for.
    fileprivate func offerToGoOn(after exercise: Exercise) throws(Complaint) {
        guard surroundings.isInteractive, let next = try map().open(after: exercise.id) else {
            return
        }
        output.write("")
        output.write(prose: "Enter ends here; `y` and Enter goes on with `\(next.command)`.")
        guard let answer = surroundings.readLine(), answer.lowercased().hasPrefix("y") else {
            return
        }
        _ = carryOut(next.command, where: "")
    }
}
