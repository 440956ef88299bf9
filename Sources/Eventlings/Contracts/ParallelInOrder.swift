/// Exercise `parallel-in-order`: show every step of the topic `orders` on the tracking page: many side by
/// side, but those of one order as they happened.
///
/// The records are `OrderStep`s with their `orderId` as key. At most 8 calls of one process may be on
/// their way at once.
public protocol ParallelInOrder: ExerciseSolution {
    mutating func run(cluster: Cluster, tracking: TrackingPage) async throws
}
