import Simulation

extension History {
    /// Equal in two runs of one program if the same calls were made at the same moments and took
    /// effect in the same order. What was printed does not count.
    var fingerprint: Int {
        var hasher = Hasher()
        for entry in entries {
            if case .printed = entry.moment { continue }
            hasher.combine(entry.at)
            hasher.combine(entry.incarnation)
            hasher.combine(entry.call)
            switch entry.moment {
            case .sent(let request), .applied(let request, _, _, _): hasher.combine(request)
            default: break
            }
        }
        return hasher.finalize()
    }
}
