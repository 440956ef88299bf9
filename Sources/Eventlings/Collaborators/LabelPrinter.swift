package import EventLog

/// Prints shipping labels. Each call prints one: an order with two labels is sent twice.
///
/// It is slow, as printers are: a call may take some seconds.
public final class LabelPrinter: Sendable {
    private let connection: any ServiceConnection

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// Prints the label of an order, and returns when it is printed.
    ///
    /// - Throws: `ServiceError.timedOut` if no answer came: the label may be printed or not.
    public func print(_ orderId: String) async throws {
        try await connection.perform(.print(orderId: orderId))
    }
}

package struct LabelLedger: Hashable, Sendable {
    package struct Label: Hashable, Sendable {
        package var orderId: String
        /// When it was printed.
        package var at: Timestamp
    }

    /// In the order of printing.
    package private(set) var labels: [Label] = []

    func hashStandstill(into hasher: inout Hasher, at now: Timestamp) {
        for label in labels {
            hasher.combine(label.orderId)
            hasher.combine(now.milliseconds - label.at.milliseconds)
        }
    }

    mutating func print(_ orderId: String, now: Timestamp) {
        labels.append(Label(orderId: orderId, at: now))
    }
}
