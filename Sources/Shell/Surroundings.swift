package import Foundation
package import Judge
package import Terminal

/// All that the shell needs of the world around it; tests make their own.
package struct Surroundings {
    /// Grades one file, or plays one schedule of it. Says now and then how many it has played.
    package typealias Grade = (
        Submission, HostJob.Task, _ tell: (_ schedules: Int) -> Void
    ) throws(JudgeError) -> Verdict
    /// Plays a program of the course under faults that somebody has named.
    package typealias Play = (Submission, [NamedFault]) throws(JudgeError) -> PlayResult
    /// Starts one file beside the sandbox, as the process of that name.
    package typealias StartLive = (Submission, String) throws(JudgeError) -> LiveStart
    package typealias OpenPrompt = (
        _ history: URL, Capabilities, _ words: @escaping (String) -> [String]
    ) throws(LineEditorError) -> any Prompt

    package var executable: URL
    package var currentDirectory: URL
    /// What may be written to standard output, given `--no-color` and `--plain`.
    package var capabilities: (_ noColor: Bool, _ plain: Bool) -> Capabilities
    package var out: (String) -> Void
    package var error: (String) -> Void
    /// Whether somebody sits before a terminal and types.
    package var isInteractive: Bool
    /// The next line of standard input, without its line break.
    package var readLine: () -> String?
    /// Runs its argument with a function that answers the next key that is pressed; nil at the end.
    var withKeys: (_ body: (() -> Key?) -> Void) -> Void
    /// A prompt for commands that keeps its history in a file, and completes to `words`.
    package var openPrompt: OpenPrompt
    package var grade: Grade
    package var play: Play
    var startLive: StartLive
    /// Whether somebody has pressed Ctrl-C: who takes long looks at it, and ends.
    var isToStop: () -> Bool
    /// Waits until a file is saved, or a key is pressed, or somebody wants to wait no longer.
    var awaitSave: (FileWatch) -> FileWatch.Event
    /// Opens a file with an editor's command, and waits for its end; answers its exit status.
    var edit: (_ editor: String, _ file: URL) -> Int32
    var environment: [String: String]
    /// What the wall clock says.
    var now: () -> Date
    /// How long this process has been running, to tell how long something took.
    package var uptime: () -> Duration

    init(
        executable: URL, currentDirectory: URL,
        capabilities: @escaping (_ noColor: Bool, _ plain: Bool) -> Capabilities,
        out: @escaping (String) -> Void, error: @escaping (String) -> Void,
        isInteractive: Bool, readLine: @escaping () -> String?,
        withKeys: @escaping (_ body: (() -> Key?) -> Void) -> Void = { $0 { nil } },
        openPrompt: @escaping OpenPrompt,
        grade: @escaping Grade, play: @escaping Play,
        startLive: @escaping StartLive = { _, _ throws(JudgeError) in throw .stopped },
        isToStop: @escaping () -> Bool = { false },
        awaitSave: @escaping (FileWatch) -> FileWatch.Event = { _ in .stopped },
        edit: @escaping (_ editor: String, _ file: URL) -> Int32 = { _, _ in 0 },
        environment: [String: String] = [:], now: @escaping () -> Date = { Date() },
        uptime: @escaping () -> Duration
    ) {
        self.executable = executable
        self.currentDirectory = currentDirectory
        self.capabilities = capabilities
        self.out = out
        self.error = error
        self.isInteractive = isInteractive
        self.readLine = readLine
        self.withKeys = withKeys
        self.openPrompt = openPrompt
        self.grade = grade
        self.play = play
        self.startLive = startLive
        self.isToStop = isToStop
        self.awaitSave = awaitSave
        self.edit = edit
        self.environment = environment
        self.now = now
        self.uptime = uptime
    }

    /// Of the window as it is now.
    func capabilities(for options: Invocation) -> Capabilities {
        capabilities(options.has(.noColor), options.has(.plain))
    }
}

/// Where somebody types one command after the other.
package protocol Prompt {
    /// Nil when there is no more to come.
    func readLine(_ prompt: StyledText) throws(LineEditorError) -> String?

    /// Throws away what is typed already and not yet read, such as the rest of a paste; answers
    /// whether there was anything.
    func dropWaitingInput() -> Bool

    /// Puts a line within reach of the up arrow, in later sessions too.
    func remember(_ line: String) throws(LineEditorError)
}
