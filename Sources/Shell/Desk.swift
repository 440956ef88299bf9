import Course
import Sandbox
import Terminal

/// What stays between one line and the next of a session.
package final class Desk {
    /// The lesson that is being played.
    var lesson: LessonPlayer?
    /// What the last play came to.
    var play: PlayState?
    /// The learner's own broker, when no lesson is being played.
    private var own: Sandbox
    /// The sandbox commands that led to it, as they were typed.
    var typed: [String] = []

    package convenience init() {
        self.init(Sandbox())
    }

    init(_ sandbox: Sandbox) {
        own = sandbox
    }

    /// The broker that a line at the prompt works on.
    var sandbox: Sandbox {
        get { lesson?.sandbox ?? own }
        set {
            if let lesson { lesson.startOver(with: newValue) } else { own = newValue }
        }
    }

    /// How much has been done in the learner's own sandbox.
    var commandsDone: Int { own.commands.count + own.livesBegun }

    var prompt: StyledText {
        (lesson?.prompt ?? StyledText("eventlings>", .emphasis)).trimmed
    }

    /// What a lesson's question comes to: about the play, if one was the last to happen.
    func value(
        of expression: Lesson.Expression, after script: Sandbox
    ) throws(ExpressionStateError) -> Lesson.Expression.Value {
        if let play { return try expression.value(in: play) }
        return try expression.value(in: SandboxState(sandbox: script))
    }
}
