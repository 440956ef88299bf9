import Sandbox

/// What stays between one line and the next of a session.
package final class Desk {
    /// The learner's own broker.
    var sandbox = Sandbox()
    /// The sandbox commands that led to it, as they were typed.
    var typed: [String] = []

    package init() {}
}
