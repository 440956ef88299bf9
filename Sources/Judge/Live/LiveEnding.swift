/// How a process beside the sandbox has ended, if it could not say so itself.
package struct LiveEnding: Codable, Hashable, Sendable {
    /// One sentence for the learner; nil where the process has said all.
    package var message: String?
    /// What its code has printed since it last paused.
    package var output: String

    package init(message: String? = nil, output: String = "") {
        self.message = message
        self.output = output
    }
}
