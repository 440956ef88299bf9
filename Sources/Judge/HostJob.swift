/// What the program asks of itself when it starts itself again in host mode: one JSON argument.
///
/// The host gets ready, waits for its `Cue`, and answers with one line on the descriptor
/// `HostJob.verdictDescriptor`: the nonce, a space, and a `Verdict` as JSON (a `PlayResult` for a
/// play). Anything less is no verdict.
package struct HostJob: Codable, Sendable {
    package enum Task: Codable, Sendable, Equatable {
        /// Every schedule up to the suite's bound.
        case grade
        /// As `grade`, and some seconds' worth of schedules more.
        case gradeThoroughly
        /// One schedule, by its tape; the verdict always carries the story.
        case replay(tape: String)
        /// The world without faults; the verdict always carries the story.
        case calm
        /// The suite's world for plays, under these faults, told to its end.
        case play(faults: [NamedFault])
        /// The world on which processes must agree, in a process with another hash seed; the cue
        /// carries what it came to in the first one.
        case agree
        /// Beside the sandbox, as the process of that name, for as long as it runs: in turns that
        /// come on the cue's socket. The answer is a `LiveEnding`.
        case live(name: String)
    }

    /// The first argument of a process in host mode.
    package static let argument = "--host-a-solution"
    /// High, so that a learner's code does not meet it by counting up from 3.
    package static let verdictDescriptor: Int32 = 198
    /// Where the host writes, while it grades, how many schedules it has played: each time one
    /// `UInt64`, as it lies in memory.
    package static let progressDescriptor: Int32 = 199

    /// What a host ends with that knows no suite for the exercise.
    package static let statusWithoutSuite: Int32 = 69

    package var exercise: String
    /// The path of the learner's shared library.
    package var library: String
    /// The learner's own file.
    package var file: String
    /// The path of the tool that finds the line of an instruction.
    package var symbolizer: String?
    package var task: Task
    package var nonce: String

    package init(
        exercise: String, library: String, file: String = "", symbolizer: String? = nil,
        task: Task, nonce: String
    ) {
        self.exercise = exercise
        self.library = library
        self.file = file
        self.symbolizer = symbolizer
        self.task = task
        self.nonce = nonce
    }
}
