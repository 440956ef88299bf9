package import EventLog

/// The page on which customers follow their orders. Of each order it shows the step that it was told
/// last.
///
/// It belongs to another company, and a call takes its time. Any number of calls may be on their way
/// at once; which of them takes effect first, nobody knows.
public final class TrackingPage: Sendable {
    private let connection: any ServiceConnection

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// Shows this step of an order from now on, and returns when it is shown. Showing it again
    /// while it is the last one changes nothing.
    ///
    /// - Throws: `ServiceError.timedOut` if no answer came: it may be shown, may yet be, or never.
    ///   `ServiceError.unavailable` if the page has taken nothing this time: try again.
    public func show(_ step: OrderStep) async throws {
        try await connection.perform(
            .show(
                TrackedStep(
                    eventID: step.id, orderId: step.payload.orderId, type: step.type)))
    }
}

/// A step of an order as the tracking page is told it.
package struct TrackedStep: Hashable, Sendable {
    package var eventID: String
    package var orderId: String
    /// `OrderPaid`
    package var type: String
}

package struct TrackingLedger: Hashable, Sendable {
    package struct Change: Hashable, Sendable {
        package var step: TrackedStep
        package var at: Timestamp
    }

    /// What the page has shown, in order. A step that was shown already as its order's last is no
    /// change.
    package private(set) var changes: [Change] = []

    func hashStandstill(into hasher: inout Hasher, at now: Timestamp) {
        for change in changes {
            hasher.combine(change.step)
            hasher.combine(now.milliseconds - change.at.milliseconds)
        }
    }

    mutating func show(_ step: TrackedStep, now: Timestamp) {
        let last = changes.last { $0.step.orderId == step.orderId }
        if last?.step != step { changes.append(Change(step: step, at: now)) }
    }
}
