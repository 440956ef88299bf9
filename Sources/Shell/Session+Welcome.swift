import Course
import Terminal

extension Session {
    /// The first lines of an interactive session: three for somebody new, else where to go on.
    func welcome() {
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
