/// Exercise `two-lines`: pack every order of the topic `orders`.
public protocol TwoLines: ExerciseSolution {
    mutating func run(orders: Consumer, packing: PackingStation) async throws
}
