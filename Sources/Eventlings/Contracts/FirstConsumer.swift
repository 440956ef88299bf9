/// Exercise `first-consumer`: reserve the goods for every order of the topic `orders`.
public protocol FirstConsumer: ExerciseSolution {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws
}
