import CContainment

/// What a worker says when the code in it traps, overflows its stack or is stopped.
struct LastWords {
    /// Why it died; 0 if it could not say.
    let signal: Int32
    /// Nil unless it died of a system call that it may not make.
    let denial: Denial?
    let ranOutOfStack: Bool
    let ranOutOfMemory: Bool
    /// Where it was: addresses of instructions, innermost first.
    let frames: [UInt]

    init(_ words: last_words) {
        signal = words.signal
        denial = Denial(code: words.denial)
        ranOutOfStack = Int(words.ran_out_of) == RAN_OUT_OF_STACK
        ranOutOfMemory = Int(words.ran_out_of) == RAN_OUT_OF_MEMORY
        frames = withUnsafeBytes(of: words.frames) { bytes in
            bytes.bindMemory(to: UInt64.self).prefix(Int(words.frame_count)).map { UInt($0) }
        }
    }

    /// Lets this process write its last words into the report, and then speak.
    ///
    /// Set once, before the learner's code runs, in a process with one thread.
    static func prepare(_ report: Report, _ speak: @escaping () -> Void) {
        self.speak = speak
        last_words_prepare(report.lastWords) { LastWords.speak?() }
    }

    nonisolated(unsafe) private static var speak: (() -> Void)?
}
