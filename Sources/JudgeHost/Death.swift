import CVirtualClock
import Glibc
import Judge

/// How a learner's code ended its worker, and what to say of it.
struct Death {
    let verdict: Verdict.Kind
    let message: String

    init(_ worker: Worker, _ symbolizer: Symbolizer?) {
        let place = symbolizer?.place(of: worker.lastWords.frames)
        switch worker.ending {
        case .signalled(let signal):
            let words = worker.lastWords
            let fatal = words.signal == 0 ? signal : words.signal
            (verdict, message) =
                words.denial.map { ($0.verdict, Self.told($0, at: place)) }
                ?? Self.told(ofSignal: fatal, worker.complaint, at: place)
        case .exited(let status):
            (verdict, message) = Self.told(ofStatus: status)
        case .stuck:
            (verdict, message) = (.timedOut, Self.told(.waiting, at: nil))
        case .endless:
            (verdict, message) = (.timedOut, Self.endless(at: nil))
        case .finished:
            (verdict, message) = (.passed, "")
        }
    }

    private static func told(_ denial: Denial, at place: Symbolizer.Place?) -> String {
        "Your code\(place.map { " at \($0.line)" } ?? "") \(denial.sentence)"
    }

    private static func told(
        ofSignal signal: Int32, _ complaint: String, at place: Symbolizer.Place?
    ) -> (Verdict.Kind, String) {
        let stopped = "Your code stopped\(place.map { " at \($0.line)" } ?? "")"
        switch signal {
        case SIGVTALRM, SIGXCPU, SIGPROF:
            return (.timedOut, endless(at: place))
        case SIGXFSZ:
            return (
                .crashed,
                "\(stopped): it printed more than 16 MB without a pause. Print less, and grade again."
            )
        case SIGSEGV, SIGBUS:
            return (.crashed, "\(stopped): \(reason(complaint) ?? outOfStack)")
        case SIGKILL:
            return (.crashed, "\(stopped): the system killed it. Did it take all the memory?")
        case SIGSYS:
            return (.refused, "\(stopped): it made a system call that no solution may make.")
        default:
            let trap = place?.trap.map { "Fatal error: \($0)" }
            return (
                .crashed, "\(stopped): \(reason(complaint) ?? trap ?? "it trapped without a word")"
            )
        }
    }

    private static func told(ofStatus status: Int32) -> (Verdict.Kind, String) {
        if status == Int32(VIRTUAL_MACHINE_THREAD_EXIT) {
            return (
                .refused,
                "It starts a thread. Everything here runs on one, or no run could be played again: use Task, async let or a task group."
            )
        }
        return (
            .endedEarly,
            "It ended its process by exit(\(status)). A consumer goes on until poll throws; to give up, throw an error."
        )
    }

    private static func endless(at place: Symbolizer.Place?) -> String {
        "Your code never came back from \(place?.line ?? "a piece") without await: an endless loop? The story shows how far it got."
    }

    private static let outOfStack =
        "it ran out of stack, or touched memory that isn't its own. Does a function call itself without end?"

    private static let beginnings = ["Fatal error", "Precondition failed", "Assertion failed"]

    /// The runtime's own words: `Fatal error: Index out of range`, whatever file they name before.
    private static func reason(_ complaint: String) -> String? {
        for line in complaint.split(whereSeparator: \.isNewline) {
            for beginning in beginnings {
                if let words = line.firstRange(of: beginning) { return String(line[words.lowerBound...]) }
            }
        }
        return nil
    }
}
