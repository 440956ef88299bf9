import Course
import Terminal

extension Command {
    static let next = Command("next", summary: "says the one thing to do now") {
        _, session throws(Complaint) in
        let catalogue = try session.catalogue()
        let progress = try session.progress()
        let map = CourseMap(catalogue: catalogue, progress: progress)
        guard let id = map.next, let exercise = catalogue.exercises.first(where: { $0.id == id })
        else {
            session.output.write(
                map.entries.isEmpty
                    ? "There are no exercises here; `check-course` says why."
                    : "You have passed every exercise there is. `list` shows them.")
            return .success
        }
        session.output.write(
            StyledText(try session.advice(exercise, progress.standing(in: exercise.id))))
        return .success
    }
}

extension Session {
    fileprivate func advice(
        _ exercise: Exercise, _ standing: ProgressView.Standing
    ) throws(Complaint) -> String {
        let workspace = try workspace()
        guard standing.isStarted, workspace.isStarted(exercise) else {
            return "`start \(exercise.id)`: \(exercise.title) (\(exercise.minutes) min)."
        }
        if standing.lastCounterexample != nil {
            return "`replay \(exercise.id)` shows step by step how the promise broke."
        }
        let file = shown(workspace.solution(of: exercise))
        return "Write your solution in \(file), then `grade \(exercise.id)`."
    }
}
