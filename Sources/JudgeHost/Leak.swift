import Judge
import Simulation

/// Why the same schedule may go differently in two processes.
enum Leak {
    /// Something is there that was not there in a fresh process.
    case outliving
    /// Something lies elsewhere.
    case address
}

extension Verdict {
    /// Says that a schedule does not always go the same way, so that nothing is proved.
    mutating func reveal(_ leak: Leak, by tape: Tape) {
        verdict = .stateLeak
        message =
            switch leak {
            case .outliving:
                """
                The same schedule (\(tape)) went another way in a fresh process than after other \
                schedules. Something outlives a restart that should not: an environment variable, \
                or one of Foundation's shared objects. Keep what must last in the collaborators \
                that the function is given.
                """
            case .address:
                """
                The same schedule (\(tape)) went another way when objects lay elsewhere in memory, \
                as they do in every run. Something decides by an address: the order of \
                ObjectIdentifiers, a pointer, or the hash of one. Decide by what the values are.
                """
            }
    }
}
