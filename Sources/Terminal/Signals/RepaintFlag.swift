import Glibc
import Synchronization

/// A change of the window's size as a flag, for who waits for keys and has something to paint anew.
enum ResizeFlag {
    private static let raised = Atomic(false)

    /// While `body` runs, SIGWINCH raises the flag, and interrupts a system call that waits.
    static func watch<Result, Failure>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Made before the first signal: a handler must not run a lazy initialiser.
        _ = take()
        InterruptingAlarm.install()
        var action = sigaction()
        var former = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            ResizeFlag.raised.store(true, ordering: .relaxed)
            InterruptingAlarm.start()
        }
        sigaction(SIGWINCH, &action, &former)
        defer {
            sigaction(SIGWINCH, &former, nil)
            _ = take()
        }
        return try body()
    }

    static var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Whether the size has changed since the last time; lowers the flag.
    static func take() -> Bool {
        let wasRaised = raised.exchange(false, ordering: .relaxed)
        if wasRaised { InterruptingAlarm.stopIfNoFlagIsRaised() }
        return wasRaised
    }
}
