/// Exercise `stock-ledger`: take the goods of every order of the topic `orders` out of the stock, or
/// refuse the order whole.
///
/// The database has two tables:
///
/// - `stock`: one row per article, with its `sku` as key and how many there are in the column
///   `quantity`.
/// - `outcomes`: empty at first. One row per order, with its `orderId` as key and the column `outcome`:
///   `accepted` or `refused`.
///
/// It may have more tables, of your own.
public protocol StockLedger: ExerciseSolution {
    mutating func run(orders: Consumer, database: Database) async throws
}

/// What an event of type `OrderPlaced` says to those who keep the stock.
public struct StockOrder: Codable, Hashable, Sendable, ImmutablePayload {
    public var orderId: String
    /// Each `sku` comes once.
    public var lines: [OrderLine]

    public init(orderId: String, lines: [OrderLine]) {
        self.orderId = orderId
        self.lines = lines
    }
}

/// So many of one article.
public struct OrderLine: Codable, Hashable, Sendable {
    public var sku: String
    public var quantity: Int64

    public init(sku: String, quantity: Int64) {
        self.sku = sku
        self.quantity = quantity
    }
}
