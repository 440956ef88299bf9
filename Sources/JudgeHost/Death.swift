import CVirtualClock
import Glibc
import Judge

/// How a learner's code ended its worker, and what to say of it.
struct Death {
    let verdict: Verdict.Kind
    let message: String

    init(_ worker: Worker) {
        switch worker.ending {
        case .signalled(SIGVTALRM), .signalled(SIGXCPU), .signalled(SIGPROF):
            verdict = .timedOut
            message =
                "It never came back from a piece of code without await: an endless loop? The story shows how far it got."
        case .signalled(SIGXFSZ):
            verdict = .crashed
            message = "It printed more than 16 MB without a pause. Print less, and grade again."
        case .signalled(SIGSEGV), .signalled(SIGBUS):
            verdict = .crashed
            message =
                Self.reason(worker.complaint)
                ?? "It ran out of stack, or touched memory that isn't its own. Does a function call itself without end?"
        case .signalled(SIGKILL):
            verdict = .crashed
            message = "It was killed by the system: did it take all the memory?"
        case .signalled:
            verdict = .crashed
            message = Self.reason(worker.complaint) ?? "It trapped, and left no message."
        case .exited(Int32(VIRTUAL_MACHINE_THREAD_EXIT)):
            verdict = .refused
            message =
                "It starts a thread. Everything here runs on one, or no run could be played again: use Task, async let or a task group."
        case .exited(let status):
            verdict = .endedEarly
            message =
                "It ended its process by exit(\(status)). A consumer goes on until poll throws; to give up, throw an error."
        case .finished:
            verdict = .passed
            message = ""
        }
    }

    private static let lastWords = [
        "Fatal error", "fatalError", "Precondition failed", "Assertion failed",
    ]

    /// The runtime's own words: `Solution.swift:12: Fatal error: …`.
    private static func reason(_ complaint: String) -> String? {
        complaint.split(whereSeparator: \.isNewline)
            .first { line in lastWords.contains { line.contains($0) } }
            .map { "It trapped: \($0)" }
    }
}
