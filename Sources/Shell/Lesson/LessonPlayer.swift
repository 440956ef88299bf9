import Course
import Sandbox
import Terminal

/// A lesson that is being played: shows screen after screen, and takes the answers.
///
/// The lesson's broker is rebuilt from its script. Whatever the learner does by themselves happens
/// to a copy, which is dropped when the lesson goes on.
final class LessonPlayer {
    enum Phase {
        /// Enter goes on.
        case reading
        case predicting(Lesson.Prediction)
        case asking(Lesson.Quiz)
        case trying(Lesson.Try, hintsTaken: Int, held: Int)
        /// A task is done; Enter goes on.
        case tried(Lesson.Try)
        /// Enter begins the exercise.
        case handingOver(Lesson.Handover)
    }

    let lesson: Lesson
    var place: LessonPlace
    var phase = Phase.reading
    /// What the learner has said of the next run or play; without a value they would not say.
    var guess: (prediction: Lesson.Prediction, value: Lesson.Expression.Value?)?
    /// The broker as the lesson's own script has left it.
    var script = Sandbox()
    /// Where the learner wanders, once they do.
    private var copy: (sandbox: Sandbox, typed: [String])?
    private var runsScript = false
    /// Whether all of it has been played.
    var isDone = false

    init(_ lesson: Lesson, at place: LessonPlace) {
        self.lesson = lesson
        self.place = place
    }

    /// The broker that a command works on now.
    var sandbox: Sandbox {
        if runsScript { return script }
        if let copy { return copy.sandbox }
        let fresh = script.copy()
        copy = (fresh, scriptLines)
        return fresh
    }

    /// The commands that led to it: the lesson's, and what the learner has typed.
    var typed: [String] { copy?.typed ?? scriptLines }

    private var scriptLines: [String] {
        let shown =
            if case .run(let run) = lesson.screen(at: place).live { run.commands } else {
                [Lesson.Command]()
            }
        return (lesson.script(upTo: place) + shown).map(\.text)
    }

    /// Notes a line that has changed the copy.
    func note(_ line: String) {
        if !runsScript { copy?.typed.append(line) }
    }

    /// True if something had been done there.
    func dropCopy() -> Bool {
        defer { copy = nil }
        return copy.map { $0.sandbox.commands != script.commands } ?? false
    }

    /// How much has been done, to see whether a command has changed anything.
    var commandsDone: Int { (copy?.sandbox ?? script).commands.count }
    var commandsNoticed = 0

    /// - Parameter typed: What led to that sandbox; nil for the lesson's own commands.
    func startOver(with sandbox: Sandbox, typed: [String]? = nil) {
        copy = (sandbox, typed ?? scriptLines)
    }

    /// Commands in here are the lesson's own.
    func runningScript<Value>(_ body: () throws(Complaint) -> Value) throws(Complaint) -> Value {
        runsScript = true
        defer { runsScript = false }
        return try body()
    }

    /// `what-is-an-event 2/5 (Enter)`
    var prompt: StyledText {
        let expected =
            switch phase {
            case .reading, .tried, .handingOver: "Enter"
            case .predicting(let prediction):
                switch prediction.answers {
                case .choices(let choices): "1-\(choices.count)"
                case .number: "a number"
                }
            case .asking(let quiz): "1-\(quiz.choices.count)"
            case .trying: "your turn"
            }
        return StyledText("\(lesson.id) \(place.step + 1)/\(lesson.steps.count)", .emphasis)
            + StyledText(" (\(expected))>")
    }
}
