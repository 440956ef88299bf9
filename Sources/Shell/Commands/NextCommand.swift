import Course
import Terminal

extension Command {
    static let next = Command("next", summary: "says the one thing to do now") {
        _, session throws(Complaint) in
        let map = try session.map()
        guard let item = map.next else {
            session.output.write(
                map.items.isEmpty
                    ? "There is nothing to learn here; `check-course` says why."
                    : "You have done everything there is. `list` shows it.")
            return .success
        }
        session.output.write(StyledText(try session.advice(item)))
        return .success
    }
}

extension Session {
    fileprivate func advice(_ item: CourseMap.Item) throws(Complaint) -> String {
        let beginning = "`\(item.command)`: \(item.title) (\(item.minutes) min)"
        switch item.content {
        case .lesson(let lesson):
            guard item.state == .started else { return beginning }
            return "`\(item.command)` goes on at step \(item.step) of \(lesson.steps.count): "
                + item.title
        case .exercise(let exercise):
            let workspace = try workspace()
            guard item.state == .started, workspace.isStarted(exercise) else { return beginning }
            if item.hasCounterexample {
                return "`replay \(item.id)` shows step by step how the promise broke."
            }
            let file = shown(workspace.solution(of: exercise))
            return "Write your solution in \(file), then `grade \(item.id)`."
        }
    }
}
