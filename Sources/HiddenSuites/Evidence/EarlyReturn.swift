import EventBroker
import Simulation

/// The evidence about a run that returned although nobody had asked it to stop.
struct EarlyReturn {
    private(set) var hasPolled = false
    /// Nothing but an empty poll lies between the last work and the return.
    private(set) var isAfterEmptyPoll = false
    /// An error that was caught is the last thing that happened.
    private(set) var isAfterError = false

    init?(_ history: History) {
        guard let last = history.entries.last, case .returned = last.moment else { return nil }
        for entry in history.entries where entry.incarnation == last.incarnation {
            read(entry.moment)
        }
    }

    private mutating func read(_ moment: History.Moment) {
        switch moment {
        case .sent(.poll): hasPolled = true
        case .answered(.broker(.fetch), .broker(.fetch(let fetched))):
            isAfterEmptyPoll = fetched.partitions.allSatisfy { $0.batches.isEmpty }
        case .sent(.service): (isAfterEmptyPoll, isAfterError) = (false, false)
        case .timedOut: isAfterError = true
        default: break
        }
    }
}
