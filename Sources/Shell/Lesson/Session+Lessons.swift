import Course
import Foundation
import Sandbox
import Terminal

extension Session {
    func lessons() throws(Complaint) -> Lessons {
        Lessons(course: try course())
    }

    /// The lesson that a word names; without a word the one to go on with.
    func lesson(_ word: String) throws(Complaint) -> Lesson {
        let lessons = try lessons()
        do throws(LookupError) {
            return try lessons.find(word)
        } catch {
            if case .unknown = error, let planned = lessons.planned.first(where: { $0.id == word })
            {
                throw Complaint(
                    "the lesson \(word) (\(planned.title)) is planned and not written yet; "
                        + "`list` shows what there is")
            }
            if case .unknown = error, let exercise = try? catalogue().find(word) {
                throw Complaint("\(exercise.id) is an exercise: `start \(exercise.id)` begins it")
            }
            throw Complaint(Self.message(error, kind: "lesson", listedBy: "list"))
        }
    }

    /// Plays a lesson from the step at which it was left.
    func play(_ lesson: Lesson) throws(Complaint) {
        let standing = try progress().standing(inLesson: lesson.id)
        let step = standing.isFinished ? 1 : min(max(standing.step, 1), lesson.steps.count)
        let player = LessonPlayer(lesson, at: LessonPlace(step: step - 1))
        player.script = rehearsed(lesson.script(upTo: player.place))
        desk.lesson = player
        output.write(
            StyledText("Lesson \(lesson.numeral): \(lesson.title) (\(lesson.minutes) min)")
                + (step > 1 ? ", from step \(step) on" : ""))
        if step == 1 {
            output.write(
                StyledText("Enter goes on, `back` goes back, `leave` leaves; anything else is a ")
                    + "command on this lesson's own broker.")
        }
        try player.show(in: self)
    }

    /// A broker to which these commands have been done.
    func rehearsed(_ commands: [Lesson.Command]) -> Sandbox {
        let sandbox = Sandbox()
        for command in commands { rehearse(command, on: sandbox) }
        return sandbox
    }

    /// Does one of a lesson's commands in silence.
    func rehearse(_ command: Lesson.Command, on sandbox: Sandbox) {
        _ = rehearsal(on: sandbox).carryOut(command.text, where: "")
    }
}
