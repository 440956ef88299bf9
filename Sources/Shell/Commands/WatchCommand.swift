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
        var exercise = try session.exercise(invocation[.exercise])
        var file = try session.file(for: exercise, given: invocation[.file])
        var isFresh = false
        while try session.watch(file, of: exercise, invocation, isFresh: isFresh) {
            guard let next = try session.goOn(after: exercise) else { break }
            (exercise, isFresh) = (next, true)
            file = try session.file(for: next, given: nil)
        }
        return .success
    }
}

extension Session {
    /// Until it passes; false if somebody has left before.
    ///
    /// - Parameter isFresh: Its story was told just now, and its file is the starter: it is graded when
    ///   it is first saved.
    fileprivate func watch(
        _ file: SolutionFile, of exercise: Exercise, _ invocation: Invocation, isFresh: Bool
    ) throws(Complaint) -> Bool {
        let watch = FileWatch(file.url)
        var isToWait = isFresh
        while true {
            if !isToWait, try gradeOnce(file, of: exercise, invocation) { return true }
            isToWait = false
            guard try awaitSave(watch, of: exercise) else {
                output.write("No longer watching.")
                return false
            }
            output.write("")
        }
    }

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
            case .key(.continued): remind(of: watch)
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

    /// A pass is to be enjoyed: what comes next comes when it is asked for. Answers the exercise to be
    /// watched next, if it is one.
    fileprivate func goOn(after exercise: Exercise) throws(Complaint) -> Exercise? {
        guard surroundings.isInteractive, let next = try map().open(after: exercise.id) else {
            return nil
        }
        output.write("")
        output.write(prose: "Enter ends here; `y` and Enter goes on with `\(next.command)`.")
        guard let answer = surroundings.readLine(), answer.lowercased().hasPrefix("y"),
            carryOut(next.command, where: "") == .success,
            case .exercise(let exercise) = next.content
        else { return nil }
        output.write("")
        return exercise
    }
}
