package import EventLog
import Glibc

/// The computer's clock.
package struct SystemClock: BrokerClock {
    package init() {}

    package var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package func sleep(until moment: Timestamp) async throws {
        let wait = moment.milliseconds - now.milliseconds
        try await Task.sleep(for: .milliseconds(max(wait, 0)))
    }
}
