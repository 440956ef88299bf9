/// Exercise `charge-once`: charge every order of the topic `orders`, and none twice.
public protocol ChargeOnce: ExerciseSolution {
    mutating func run(
        orders: Consumer, gateway: PaymentGateway, database: Database
    ) async throws
}
