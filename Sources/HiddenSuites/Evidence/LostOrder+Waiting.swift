import Simulation

extension LostOrder {
    var waitsForEver: Bool { evidence.waitsForEver(life) }

    /// The last thing that its life got was a refused commit; it has not polled since, nor anything
    /// else.
    var isHeldSinceRefusedCommit: Bool {
        guard covering == nil, lifeGoesOn, waitsForEver,
            let last = evidence.commits.last(where: { $0.incarnation == life }),
            let answered = last.answered, last.applied == nil
        else { return false }
        return !evidence.handed.contains { $0.incarnation == life && $0.poll > answered }
            && !(evidence.begins[life] ?? []).contains { $0.sent > answered }
    }
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
