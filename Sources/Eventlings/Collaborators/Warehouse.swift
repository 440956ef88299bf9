/// Reserves goods for orders. Reserving for the same order again changes nothing.
public final class Warehouse: Sendable {
    private let connection: any ServiceConnection

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// - Throws: `ServiceError.timedOut` if no answer came: the goods may be reserved or not.
    public func reserve(_ orderId: String) async throws {
        try await connection.perform(.reserve(orderId: orderId))
    }
}

package struct ReservationLedger: Hashable, Sendable {
    /// In the order of reserving, each once.
    package private(set) var reserved: [String] = []

    mutating func reserve(_ orderId: String) {
        if !reserved.contains(orderId) { reserved.append(orderId) }
    }
}
