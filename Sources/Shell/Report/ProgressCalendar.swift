import Foundation
import Terminal

/// The last weeks at one look: a row for each, a sign for each day on which something was done.
struct ProgressCalendar {
    struct Week: Hashable {
        let monday: Date
        /// From Monday on; those to come are missing.
        var isActive: [Bool]
    }

    /// Oldest first, from the first in which anything was done.
    let weeks: [Week]
    private let today: Date
    private let calendar: Calendar
    private static let most = 6

    init(moments: [Date], now: Date, in timeZone: TimeZone) {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = timeZone
        self.calendar = calendar
        today = now
        let days = Set(moments.map(calendar.startOfDay))
        let thisWeek = calendar.dateInterval(of: .weekOfYear, for: now)?.start ?? now
        let mondays = (0..<Self.most).reversed().compactMap {
            calendar.date(byAdding: .weekOfYear, value: -$0, to: thisWeek)
        }
        let all = mondays.map { monday in
            Week(
                monday: monday,
                isActive: (0..<7).compactMap {
                    calendar.date(byAdding: .day, value: $0, to: monday)
                }.filter { $0 <= now }.map(days.contains))
        }
        weeks = Array(all.drop { !$0.isActive.contains(true) })
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        if weeks.isEmpty { return [] }
        if capabilities.plain {
            return weeks.map { week in
                let count = week.isActive.count { $0 }
                return StyledText(
                    "Week of \(name(of: week)): \(count == 1 ? "1 day" : "\(count) days").")
            }
        }
        let head = StyledText("        M T W T F S S", .quiet)
        return [head]
            + weeks.map { week in
                let signs = week.isActive.map {
                    $0 ? StyledText("✓", .good) : StyledText("·", .quiet)
                }
                return StyledText(name(of: week), .quiet).padded(to: 8)
                    + signs.joined(separator: " ")
            }
    }

    /// `Nov 28, 2026`
    var date: String { "\(name(of: today)), \(calendar.component(.year, from: today))" }

    func name(of week: Week) -> String { name(of: week.monday) }

    /// `Nov 23`
    private func name(of day: Date) -> String {
        let parts = calendar.dateComponents([.month, .day], from: day)
        return "\(Self.months[(parts.month ?? 1) - 1]) \(parts.day ?? 1)"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
