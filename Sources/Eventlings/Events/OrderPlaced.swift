/// A customer has placed an order.
public struct OrderPlaced: Codable, Hashable, Sendable, ImmutablePayload {
    public var orderId: String
    public var userId: String
    public var total: Money
    /// What the payment gateway takes the money by.
    public var paymentToken: String

    public init(orderId: String, userId: String, total: Money, paymentToken: String) {
        self.orderId = orderId
        self.userId = userId
        self.total = total
        self.paymentToken = paymentToken
    }
}
