/// Exercise `graceful-rebalance`: print a shipping label for every order of the topic `orders`, while
/// members of the group `labels` come and go.
///
/// A label takes up to 2 s. This cluster takes a member out of its group that hasn't polled for 10 s,
/// whatever `maxPollInterval` its options ask for.
public protocol GracefulRebalance: ExerciseSolution {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws
}
