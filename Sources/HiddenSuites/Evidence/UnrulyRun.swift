import EventBroker
import Simulation

/// The evidence about a run that returned although nobody had asked it to stop, or that never came
/// to rest.
struct UnrulyRun {
    private(set) var hasReturned = false
    private(set) var polls = 0
    /// Answers with records in them.
    private(set) var batches = 0
    /// Nothing but an empty poll lies between the last work and the return.
    private(set) var isAfterEmptyPoll = false
    /// An error that was caught is the last thing that happened.
    private(set) var isAfterError = false

    init?(_ history: History) {
        guard let last = history.entries.last else { return nil }
        if case .returned = last.moment { hasReturned = true }
        for entry in history.entries where entry.incarnation == last.incarnation {
            read(entry.moment)
        }
    }

    private mutating func read(_ moment: History.Moment) {
        switch moment {
        case .sent(.poll): polls += 1
        case .answered(.broker(.fetch), .broker(.fetch(let fetched))):
            isAfterEmptyPoll = fetched.partitions.allSatisfy { $0.batches.isEmpty }
            if !isAfterEmptyPoll { batches += 1 }
            isAfterError = false
        case .sent(.service): (isAfterEmptyPoll, isAfterError) = (false, false)
        case .timedOut, .answered(.broker(.offsetCommit), .broker(.done(.some))):
            isAfterError = true
        default: break
        }
    }
}
