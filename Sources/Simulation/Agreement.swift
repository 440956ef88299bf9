/// What two processes must agree on whose hash seeds differ, as they do from one start of a Swift
/// program to the next.
package struct Agreement: Sendable {
    /// The world that both play, without deviations.
    package var world: String
    /// What its run came to, by subject: "order-1" is in "orders-3".
    package var outcome: @Sendable (World) -> [String: String]

    package init(world: String, outcome: @escaping @Sendable (World) -> [String: String]) {
        self.world = world
        self.outcome = outcome
    }
}
