package import EventLog

/// Where a live broker gets its time from, so that tests can turn the hands.
package protocol BrokerClock: Sendable {
    var now: Timestamp { get }

    /// Returns at that moment or later; throws only when the task is cancelled.
    func sleep(until moment: Timestamp) async throws
}
