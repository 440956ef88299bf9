import CVirtualClock
import Glibc
import Judge

/// How a learner's code ended its worker, and what to say of it.
struct Death {
    private(set) var verdict: Verdict.Kind
    private(set) var message: String

    /// Whether it was stopped on its way: where that was is a matter of luck, and may be nowhere in the
    /// learner's file.
    static func isOfNoPlace(_ worker: Worker, _ symbolizer: Symbolizer?) -> Bool {
        guard let symbolizer, worker.ending == .endless || isEndless(worker.lastWords.signal) else {
            return false
        }
        return symbolizer.place(of: worker.lastWords.frames) == nil
    }

    init(_ worker: Worker, _ symbolizer: Symbolizer?) {
        let place = symbolizer?.place(of: worker.lastWords.frames)
        switch worker.ending {
        case .signalled(let signal):
            self.init(signal, worker, place)
        case .exited(let status):
            self.init(status: status)
        case .stuck:
            self.init(.waiting, at: place)
        case .endless:
            self.init(.timedOut, Self.endless(at: place))
        case .finished:
            self.init(.passed, "")
        }
    }

    private init(_ verdict: Verdict.Kind, _ message: String) {
        self.verdict = verdict
        self.message = message
    }

    private init(_ denial: Denial, at place: Symbolizer.Place?) {
        let code = place.map { "Your code at \($0.line)" } ?? "Your code"
        self.init(denial.verdict, "\(code) \(denial.sentence)")
    }

    private init(_ signal: Int32, _ worker: Worker, _ place: Symbolizer.Place?) {
        let words = worker.lastWords
        let fatal = words.signal == 0 ? signal : words.signal
        if fatal == SIGSYS {
            // Who starts a process blocks all signals before, so that nothing could be said.
            self.init(words.denial ?? .process, at: place)
        } else if Self.isEndless(fatal) {
            self.init(.timedOut, Self.endless(at: place))
        } else {
            let code = place.map { "Your code stopped at \($0.line)" } ?? "Your code stopped"
            let reason =
                Self.exhaustion(worker) ?? Self.ownWords(worker.complaint)
                ?? place?.trap.map { "Fatal error: \($0)" } ?? Self.reason(fatal)
            let advice = reason.contains("'try!'") ? Self.letItOut : ""
            self.init(.crashed, "\(code): \(reason)\(advice)")
        }
    }

    private init(status: Int32) {
        if status == Int32(VIRTUAL_MACHINE_THREAD_EXIT) {
            self.init(
                .refused,
                "It starts a thread. Everything here runs on one, or no run could be played again: use Task, async let or a task group."
            )
        } else {
            self.init(
                .endedEarly,
                "It ended its process by exit(\(status)). A consumer goes on until poll throws; to give up, throw an error."
            )
        }
    }

    private static func endless(at place: Symbolizer.Place?) -> String {
        "Your code never came back from \(place?.line ?? "a piece of code") without await: an endless loop? The story shows how far it got."
    }

    private static func isEndless(_ signal: Int32) -> Bool {
        [SIGVTALRM, SIGXCPU, SIGPROF].contains(signal)
    }

    private static func exhaustion(_ worker: Worker) -> String? {
        if worker.lastWords.ranOutOfStack {
            return "it ran out of stack. Does a function call itself without end?"
        }
        if worker.ranOutOfMemory {
            return
                "it took all the memory that a solution may take, 1 GB. Does something grow without end?"
        }
        return nil
    }

    private static let letItOut =
        " `try!` ends everything. With `try` the error ends its process only, and that is started again."

    private static let beginnings = [
        "Fatal error", "Precondition failed", "Assertion failed", "Could not cast",
    ]

    /// The runtime's: `Fatal error: Index out of range`, whatever file it names before, and without
    /// the addresses in it.
    private static func ownWords(_ complaint: String) -> String? {
        for line in complaint.split(whereSeparator: \.isNewline) {
            for beginning in beginnings {
                if let words = line.firstRange(of: beginning) {
                    return String(line[words.lowerBound...]).replacing(
                        #/ \(0x[0-9a-f]+\)/#, with: "")
                }
            }
        }
        return nil
    }

    private static func reason(_ signal: Int32) -> String {
        switch signal {
        case SIGXFSZ: "it printed more than 16 MB without a pause. Print less, and grade again."
        case SIGSEGV, SIGBUS: "it touched memory that isn't its own."
        case SIGKILL: "the system killed it. Did it take all the memory?"
        default: "it trapped without a word."
        }
    }
}
