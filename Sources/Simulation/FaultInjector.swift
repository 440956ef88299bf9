/// Decides what strikes while a run goes on, call by call. What it decides is written on the run's
/// tape, which then replays without it.
package protocol FaultInjector: AnyObject {
    /// Whether nothing more is going to strike.
    var isSpent: Bool { get }

    /// Nothing is going on but empty polls, at which nothing strikes. What is to strike by then waits
    /// in vain: unless it gives up, the run ends.
    func worldIsIdle()

    /// Asked at every choice point, in the order of the run.
    ///
    /// - Parameters:
    ///   - request: The call at this point; nil where a run begins or partitions are assigned.
    ///   - options: What may strike here.
    /// - Returns: One of the options, or nil.
    func strike(
        at kind: ChoiceKind, _ request: History.Request?, among options: [Strike]
    ) -> Strike?
}
