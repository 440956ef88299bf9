import Simulation

extension History {
    /// Whether a process that lives has had its last answer minutes before the end, and has asked for
    /// nothing since: not even for more records.
    func waitsForEver(_ incarnation: Int) -> Bool {
        let own = entries.filter { $0.incarnation == incarnation }
        let last = own.last { entry in
            switch entry.moment {
            case .sent, .answered, .timedOut, .started: true
            default: false
            }
        }
        guard let last, let end = entries.last?.at, end - last.at > Self.minutes else {
            return false
        }
        if case .sent = last.moment { return false }
        return !own.contains { entry in
            switch entry.moment {
            case .threw, .returned, .killed: true
            default: false
            }
        }
    }

    /// Longer than any poll.
    private static let minutes: Int64 = 10 * 60 * 1_000_000_000
}
