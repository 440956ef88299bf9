import Course
import FoundationEssentials
import Sandbox

/// A lesson played without a learner: every block runs, every answer fulfils its task, every wrong
/// one doesn't, and every prediction has its answer among the choices.
struct LessonRehearsal {
    private let lesson: Lesson
    private let session: Session
    private let script = Sandbox()
    private(set) var findings: [Finding] = []
    /// Asked, and answered by the next run or play.
    private var open: Lesson.Prediction?

    init(_ lesson: Lesson, in session: Session) {
        self.lesson = lesson
        self.session = session
    }

    /// Everything that is wrong, in the order of the lesson.
    static func findings(in lesson: Lesson, _ session: Session) -> [Finding] {
        var rehearsal = LessonRehearsal(lesson, in: session)
        for place in lesson.places { rehearsal.play(lesson.screen(at: place).live) }
        return rehearsal.findings
    }

    private mutating func play(_ block: Lesson.LiveBlock?) {
        switch block {
        case .run(let run):
            session.desk.play = nil
            carryOut(run.commands, on: script)
            answerPrediction()
        case .play(let play):
            carryOut([play.command], on: script)
            answerPrediction()
        case .predict(let prediction): open = prediction
        case .try(let task): attempt(task)
        case .quiz, .exercise, nil: break
        }
    }

    private mutating func attempt(_ task: Lesson.Try) {
        if task.unfulfilledChecks(on: script).isEmpty {
            complain(task.line, "this task is done before the learner has begun; check for more")
        }
        for wrong in task.wrongAnswers {
            let attempt = script.copy()
            carryOut(wrong, on: attempt)
            if task.unfulfilledChecks(on: attempt).isEmpty, let first = wrong.first {
                complain(first.line, "this wrong answer fulfils the task; mend the checks")
            }
        }
        carryOut(task.answer, on: script)
        for check in task.unfulfilledChecks(on: script) {
            let expression = check.expression.text
            complain(
                check.line, "the answer does not fulfil `\(expression)`\(value(of: check))")
        }
    }

    private func value(of check: Lesson.Check) -> String {
        do throws(ExpressionStateError) {
            _ = try check.expression.value(in: SandboxState(sandbox: script))
            return ""
        } catch {
            return ": \(error)"
        }
    }

    private mutating func answerPrediction() {
        guard let prediction = open else { return }
        open = nil
        do throws(ExpressionStateError) {
            let value = try session.desk.value(of: prediction.ask, after: script)
            guard case .choices(let choices) = prediction.answers,
                !choices.contains(where: { $0.value == value })
            else { return }
            complain(
                prediction.line, "`\(prediction.ask.text)` gives \(value), which is no choice here")
        } catch {
            complain(prediction.line, "`\(prediction.ask.text)` has no answer: \(error)")
        }
    }

    private mutating func carryOut(_ commands: [Lesson.Command], on sandbox: Sandbox) {
        for command in commands {
            if let misplaced = misplaced(command) { complain(command.line, misplaced) }
            var complaints = ""
            let rehearsal = session.rehearsal(on: sandbox) { complaints += $0 }
            let status = rehearsal.carryOut(command.text, where: "")
            session.desk.play = rehearsal.desk.play ?? session.desk.play
            // What the broker refuses is shown, not complained of: that may be what a lesson is about.
            guard status != .success,
                let reason = complaints.split(separator: "\n").first
            else { continue }
            complain(command.line, "`\(command.text)` fails: \(reason)")
        }
    }

    /// Why a command has no place in a lesson; nil for those on a broker.
    private func misplaced(_ command: Lesson.Command) -> String? {
        guard let words = try? WordSplitter.split(command.text),
            case .run(let known, _)? = try? Request.parse(words, table: Command.all)
        else { return nil }
        let isAllowed =
            known.section == .sandbox
            ? ![Command.source, .save].map(\.name).contains(known.name) : known.name == "play"
        return isAllowed ? nil : "`\(known.name)` is no command for a lesson's broker; leave it out"
    }

    private mutating func complain(_ line: Int, _ what: String) {
        findings.append(Finding(file: lesson.file.path, line: line, what: what))
    }
}
