import Course
import Foundation
import Sandbox
import Terminal

extension Session {
    func lessons() throws(Complaint) -> Lessons {
        Lessons(course: try course())
    }

    /// The lesson, and the step in it, that `ID` or `ID#STEP` names; without a word the lesson to go on
    /// with.
    func lessonStep(_ word: String?) throws(Complaint) -> (lesson: Lesson, step: Int?) {
        guard let word else { return (try nextLesson(), nil) }
        let parts = word.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let lesson = try lesson(String(parts[0]))
        guard parts.count == 2 else { return (lesson, nil) }
        guard let step = Int(parts[1]), (1...lesson.steps.count).contains(step) else {
            throw Complaint(
                "\(lesson.id) has no step \(quoted(String(parts[1]))); its steps are 1 to "
                    + "\(lesson.steps.count)")
        }
        return (lesson, step)
    }

    /// The one that was left last, if it is still open, else the first that is.
    private func nextLesson() throws(Complaint) -> Lesson {
        let map = try map()
        let open = map.items.filter { $0.state != .done }
        let candidates = [map.next].compactMap(\.self) + open + map.items
        for item in candidates {
            if case .lesson(let lesson) = item.content { return lesson }
        }
        throw Complaint("there are no lessons here; `check-course` says why")
    }

    private func lesson(_ word: String) throws(Complaint) -> Lesson {
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

    /// Plays a lesson from this step, or from the one at which it was left.
    func play(_ lesson: Lesson, from step: Int?) throws(Complaint) {
        let standing = try progress().standing(inLesson: lesson.id)
        let left = standing.isFinished ? 1 : min(max(standing.step, 1), lesson.steps.count)
        let step = step ?? left
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

    /// False if none is being played.
    func leaveLesson() -> Bool {
        guard let lesson = desk.lesson else { return false }
        lesson.leave(self)
        return true
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
