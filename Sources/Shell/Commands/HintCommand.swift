import Course
import Terminal

extension Command {
    static let hint = Command(
        "hint", .exercise.optional, summary: "gives the next hint, each a little nearer"
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        let taken = try session.progress().standing(in: exercise.id).hintsTaken
        guard !exercise.hints.isEmpty else {
            session.output.write("\(exercise.id) has no hints.")
            return .success
        }
        let number = min(taken + 1, exercise.hints.count)
        session.output.write(
            StyledText("Hint \(number) of \(exercise.hints.count) for \(exercise.id)", .title))
        session.output.write(StyledText(exercise.hints[number - 1]))
        if taken >= exercise.hints.count {
            session.output.write("That was the last one; there are no more.")
        } else {
            session.recordIfPossible(.hintTaken(exercise: exercise.id, number: number))
        }
        return .success
    }

    static let solution = Command(
        "solution", .exercise.optional,
        summary: "shows the model solution with its commentary, once you have passed"
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        try session.checkModelIsOpen(exercise)
        let model = try session.text(of: exercise.model)
        let commentary = try session.text(of: exercise.commentary)
        session.output.writeExactly(model.withVisibleControls)
        session.output.write()
        session.output.write(prose: commentary)
        session.recordIfPossible(.solutionShown(exercise: exercise.id))
        return .success
    }
}
