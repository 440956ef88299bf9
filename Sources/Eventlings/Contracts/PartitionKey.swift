/// Exercise `partition-key`: publish the lives of orders to the topic `orders`, so that each order's
/// events are read as they happened.
public protocol PartitionKey: ExerciseSolution {
    /// Publishes one order's whole life so far, and returns when all of it is published.
    ///
    /// After a throw or a crash it is called again with the same life.
    mutating func publish(_ life: [OrderStep], to producer: Producer) async throws
}

/// One fact of an order's life, an event of type `OrderPlaced`, `OrderPaid`, `OrderShipped` or
/// `OrderCancelled`.
public typealias OrderStep = Event<OrderSummary>

/// What each event of an order's life says of its order.
public struct OrderSummary: Codable, Hashable, Sendable, ImmutablePayload {
    public let orderId: String
    public let userId: String
    /// Where the order came from: `eu`, `us` or `asia`.
    public let region: String

    public init(orderId: String, userId: String, region: String) {
        self.orderId = orderId
        self.userId = userId
        self.region = region
    }
}
