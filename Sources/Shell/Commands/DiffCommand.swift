import Course
import Foundation
import Terminal

extension Command {
    static let diff = Command(
        "diff", .exercise.optional, options: [.file],
        summary: "compares your file with the model solution, once you have passed"
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        try session.checkModelIsOpen(exercise)
        let file = try session.file(for: exercise, given: invocation[.file]).url
        let yours = try session.text(in: file)
        let difference = LineDifference(
            yours: yours, model: try session.text(of: exercise.model))
        guard !difference.passages.isEmpty else {
            session.output.write("Your file and the model solution are the same.")
            return .success
        }
        session.output.write(
            StyledText("- ", .code) + StyledText("only in yours, \(session.shown(file))"),
            hanging: 2)
        session.output.write(StyledText("+ ", .good) + "only in the model solution")
        session.output.write()
        session.output.write(lines: difference.lines(for: session.output.capabilities))
        return .success
    }
}

extension Session {
    /// Refuses, kindly, before the exercise has been passed.
    func checkModelIsOpen(_ exercise: Exercise) throws(Complaint) {
        guard try progress().standing(in: exercise.id).hasPassed else {
            throw Complaint(
                "the model solution of \(exercise.id) opens once yours has passed: it says more "
                    + "when you have met the problem. Until then `hint` helps.", status: .failure)
        }
    }
}
