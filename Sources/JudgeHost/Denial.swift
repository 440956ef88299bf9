import CContainment
import Judge

/// A system call that no solution may make, by what it was about.
enum Denial {
    case network, process, signal, files, waiting, machine

    init?(code: Int32) {
        switch containment_denial(UInt32(bitPattern: code)) {
        case CONTAINMENT_NETWORK: self = .network
        case CONTAINMENT_PROCESS: self = .process
        case CONTAINMENT_SIGNAL: self = .signal
        case CONTAINMENT_FILES: self = .files
        case CONTAINMENT_WAITING: self = .waiting
        case CONTAINMENT_MACHINE: self = .machine
        default: return nil
        }
    }

    var verdict: Verdict.Kind { self == .waiting ? .timedOut : .refused }

    /// Follows "Your code", or "Your code at Solution.swift:12,".
    var sentence: String {
        switch self {
        case .network:
            "tried to open a connection. There is no network in the simulation; use the collaborators that the function is given."
        case .process:
            "tried to start another process or thread, or to touch one. There is none in the simulation; do the work in this one, with Task where it should go on beside."
        case .signal:
            "tried to signal another process. A solution neither sends nor catches signals; to give up, throw an error."
        case .files:
            "tried to change a file. The simulation restarts processes on an empty disk; keep what must last in the collaborators that the function is given, and print what you want to see."
        case .waiting:
            "waits for something that nobody can do meanwhile: one thread runs everything here. Is a lock taken twice, or held over an await? Await instead, or use Task.sleep."
        case .machine:
            "tried to change the machine it runs on. A solution may compute, await and print."
        }
    }
}
