/// How much of an exercise's worlds is played. In counts, never in seconds: a busy machine changes no
/// verdict.
package struct Scope: Hashable, Sendable {
    /// Schedules with that many deviations more than the suite's bound are played, too.
    package var deviationsBeyondBound: Int
    /// Of a level with more schedules than that, only so many are played, spread over it. All single
    /// deviations always are.
    package var schedulesPerLevel: Int
    /// How many steps random schedules may take, if each takes as many as the one in which nothing
    /// strikes.
    package var randomSteps: Int

    package init(deviationsBeyondBound: Int, schedulesPerLevel: Int, randomSteps: Int) {
        self.deviationsBeyondBound = deviationsBeyondBound
        self.schedulesPerLevel = schedulesPerLevel
        self.randomSteps = randomSteps
    }

    /// A verdict in half a second: random schedules take about 0.05 s of it.
    package static let ordinary = Scope(
        deviationsBeyondBound: 0, schedulesPerLevel: 6_000, randomSteps: 25_000)
    /// About 10 s on two processors.
    package static let thorough = Scope(
        deviationsBeyondBound: 1, schedulesPerLevel: 80_000, randomSteps: 4_000_000)
}
