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
package struct TrackedStep: Codable, Hashable, Sendable {
    package var eventID: String
    package var orderId: String
    /// `OrderPaid`
    package var type: String

    package init(eventID: String, orderId: String, type: String) {
        self.eventID = eventID
        self.orderId = orderId
        self.type = type
    }
}

package struct TrackingLedger: Hashable, Sendable {
    /// What is known of one order.
    package struct Page: Hashable, Sendable {
        /// Each step once, in the order in which they were first shown.
        package fileprivate(set) var shown: [TrackedStep] = []
        /// What it shows now.
        package fileprivate(set) var current: TrackedStep
    }

    /// By order.
    package private(set) var pages: [String: Page] = [:]
    /// How often a page has changed: not, if it was told what it shows already.
    private(set) var changes = 0

    func hashStandstill(into hasher: inout Hasher) {
        hasher.combine(pages)
    }

    mutating func show(_ step: TrackedStep) {
        var page = pages[step.orderId] ?? Page(current: step)
        if !page.shown.contains(step) {
            page.shown.append(step)
        } else if page.current == step {
            return
        }
        page.current = step
        pages[step.orderId] = page
        changes += 1
    }
}
