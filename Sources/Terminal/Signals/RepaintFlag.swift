import Glibc
import Synchronization

/// That the screen has to be painted anew, as a flag for who waits for keys.
enum RepaintFlag {
    enum Reason {
        /// The window has another size.
        case resized
        /// We had been stopped, and others had the terminal meanwhile.
        case continued
    }

    /// The signal that came, or 0.
    private static let raised = Atomic<Int32>(0)

    /// While `body` runs, a signal of these raises the flag, and interrupts a system call that waits.
    static func watch<Result, Failure>(
        _ signals: [Int32] = [SIGWINCH], _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Made before the first signal: a handler must not run a lazy initialiser.
        _ = take()
        InterruptingAlarm.install()
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { signal in RepaintFlag.raise(signal) }
        let former = signals.map { signal in
            var former = sigaction()
            sigaction(signal, &action, &former)
            return former
        }
        defer {
            for (signal, var former) in zip(signals, former) { sigaction(signal, &former, nil) }
            _ = take()
        }
        return try body()
    }

    static var isRaised: Bool { raised.load(ordering: .relaxed) != 0 }

    /// Why it was raised since the last time, if it was; lowers the flag.
    static func take() -> Reason? {
        let signal = raised.exchange(0, ordering: .relaxed)
        if signal != 0 { InterruptingAlarm.stopIfNoFlagIsRaised() }
        return signal == 0 ? nil : signal == SIGCONT ? .continued : .resized
    }

    /// Whoever comes back often finds a window of another size, too.
    private static func raise(_ signal: Int32) {
        if signal == SIGCONT {
            raised.store(signal, ordering: .relaxed)
        } else {
            _ = raised.compareExchange(expected: 0, desired: signal, ordering: .relaxed)
        }
        InterruptingAlarm.start()
    }
}
