import Simulation

extension LostOrder {
    var waitsForEver: Bool { evidence.waitsForEver(life) }
}

extension Evidence {
    /// Whether a life has had its last answer minutes before the end, and has asked for nothing since:
    /// not even for more records.
    func waitsForEver(_ life: Int) -> Bool {
        let entries = history.entries
        let last = entries.last { entry in
            guard entry.incarnation == life else { return false }
            return switch entry.moment {
            case .started, .sent, .answered, .timedOut, .returned: true
            default: false
            }
        }
        guard let last, let end = entries.last?.at, end - last.at > Self.minutes else {
            return false
        }
        return switch last.moment {
        case .sent, .returned: false
        default: true
        }
    }

    /// Longer than any poll.
    private static let minutes: Int64 = 10 * 60 * 1_000_000_000
}
