import Course
import Foundation
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
    private var ownTyped: [String] = []
    /// The scripts that are being played, the innermost last.
    var scripts: [URL] = []

    package convenience init() {
        self.init(Sandbox())
    }

    init(_ sandbox: Sandbox) {
        own = sandbox
    }

    /// The broker that a line at the prompt works on.
    var sandbox: Sandbox { lesson?.sandbox ?? own }

    /// The commands that led to it: in a lesson the lesson's own ones, too.
    var typed: [String] { lesson?.typed ?? ownTyped }

    /// Notes a line that has changed the sandbox.
    func note(_ line: String) {
        if let lesson { lesson.note(line) } else { ownTyped.append(line) }
    }

    /// Puts another broker, to which nobody has typed anything, in the place of this one.
    func startOver(with sandbox: Sandbox) {
        if let lesson { return lesson.startOver(with: sandbox, typed: []) }
        own = sandbox
        ownTyped = []
    }

    /// How much has been done in the sandbox.
    var commandsDone: Int { lesson?.commandsDone ?? own.commands.count + own.livesBegun }

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
