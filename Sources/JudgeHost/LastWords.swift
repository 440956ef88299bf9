import Glibc

/// Lets a worker write its report when the code in it traps, overflows its stack or is stopped.
///
/// The handlers run Swift code on a stack of their own. That is not async-signal-safe: if the code
/// died inside the allocator, the alarm ends the attempt, and the report is missing.
enum LastWords {
    /// Set once, before the learner's code runs, in a process with one thread.
    nonisolated(unsafe) private static var speak: (() -> Void)?

    private static let signals = [
        SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGVTALRM, SIGXCPU, SIGXFSZ,
    ]
    private static let stackSize = 8 << 20
    private static let secondsToSpeak: UInt32 = 5

    static func prepare(_ words: @escaping () -> Void) {
        speak = words
        useOwnStack()
        for signal in signals {
            var action = sigaction()
            action.sa_flags = SA_ONSTACK | SA_NODEFER | Int32(bitPattern: UInt32(SA_RESETHAND))
            action.__sigaction_handler.sa_handler = { signal in
                alarm(LastWords.secondsToSpeak)
                LastWords.speak?()
                raise(signal)
            }
            sigaction(signal, &action, nil)
        }
    }

    private static func useOwnStack() {
        let memory = mmap(
            nil, stackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: stackSize)
        sigaltstack(&stack, nil)
    }
}
