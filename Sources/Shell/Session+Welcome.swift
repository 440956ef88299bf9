import Course
import Foundation
import Sandbox
import Terminal

extension Session {
    /// The first lines of an interactive session: three for somebody new, else where to go on; and
    /// what its sandbox goes on with.
    func welcome() {
        greet()
        guard sandbox.isDurable, let folder = options[.data].map(path) else { return }
        let topics = sandbox.topics
        let names = topics.map(\.name).joined(separator: ", ")
        output.write(
            prose: topics.isEmpty
                ? "What you do in the sandbox is kept in \(shown(folder))."
                : "Your sandbox goes on with what is kept in \(shown(folder)): \(names). "
                    + "`show` draws it.")
    }

    private func greet() {
        let progress = (try? progress()) ?? ProgressView()
        guard progress.isNew else {
            return output.write(
                StyledText("Eventlings \(Version.current). ")
                    + "`next` says what to do now, `help` lists the commands, `quit` leaves.")
        }
        let first = (try? lessons())?.lessons.first
        output.write(
            StyledText("Welcome to Eventlings \(Version.current). ", .emphasis)
                + "You write event-driven code, it breaks the world.")
        output.write(
            StyledText("Type ") + StyledText(first.map { "lesson \($0.id)" } ?? "next", .code)
                + StyledText(first.map { " to begin (\($0.minutes) minutes)." } ?? " to begin."))
        output.write("`help` lists the commands, Tab completes them, Ctrl-D leaves.")
    }
}
