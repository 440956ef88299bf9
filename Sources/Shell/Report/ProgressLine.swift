import Terminal

/// How far a long grading is: one line, painted over again and again, and gone at its end. A screen
/// reader is told once that it goes on.
struct ProgressLine {
    /// In most gradings nobody waits so long.
    private static let patience = Duration.seconds(1)

    private let output: Output
    private let isInteractive: Bool
    private let uptime: () -> Duration
    private let begin: Duration
    private var picture = Picture()
    private var isShown = false

    init(_ surroundings: Surroundings, _ output: Output) {
        self.output = output
        isInteractive = surroundings.isInteractive
        uptime = surroundings.uptime
        begin = surroundings.uptime()
    }

    mutating func show(schedules: Int) {
        guard isInteractive, uptime() - begin >= Self.patience else { return }
        if output.capabilities.height != nil {
            let text = StyledText(
                "Played \(schedules.grouped) schedules. Ctrl-C stops.", .quiet)
            output.paint(picture.replaced(by: [text], for: output.capabilities))
        } else if !isShown {
            output.writeError("Still playing. Ctrl-C stops.")
        }
        isShown = true
    }

    mutating func end() {
        if isShown { output.paint(picture.replaced(by: [], for: output.capabilities)) }
    }
}
