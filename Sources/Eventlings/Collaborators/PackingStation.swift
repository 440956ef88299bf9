/// Packs orders into boxes. Packing an order again changes nothing: its box is closed.
public final class PackingStation: Sendable {
    private let connection: any ServiceConnection

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// - Throws: `ServiceError.timedOut` if no answer came: the order may be packed or not.
    public func pack(_ orderId: String) async throws {
        try await connection.perform(.pack(orderId: orderId))
    }
}

package struct PackingLedger: Hashable, Sendable {
    /// In the order of packing, each once.
    package private(set) var packed: [String] = []

    mutating func pack(_ orderId: String) {
        if !packed.contains(orderId) { packed.append(orderId) }
    }
}
