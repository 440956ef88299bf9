package import EventLog

/// How late it is.
extension World {
    /// Virtual nanoseconds since the run began.
    package var now: Int64 { machine.now }

    /// The broker's clock.
    var timestamp: Timestamp { Self.timestamp(at: now) }

    /// - Parameter moment: Virtual nanoseconds since the run began.
    package static func timestamp(at moment: Int64) -> Timestamp {
        Timestamp(milliseconds: epoch + moment / millisecond)
    }

    /// When every run begins, in milliseconds: half a second before 2026 (UTC).
    package static let epoch: Int64 = 1_767_225_599_500
    static let millisecond: Int64 = 1_000_000
    static let second: Int64 = 1_000_000_000
}
