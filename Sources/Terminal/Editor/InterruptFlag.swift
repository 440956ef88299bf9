import Glibc
import Synchronization

/// Ctrl-C as a flag: it ends nothing by itself, and whoever can stop looks at it.
package enum InterruptFlag {
    private static let raised = Atomic(false)

    /// From now on SIGINT raises the flag, and interrupts a system call that waits, or is about to:
    /// who was just going to read would else wait for a key that nobody presses. So an alarm goes on
    /// interrupting until the flag is taken. A flag that is raised already stays raised: somebody may
    /// have pressed the keys just before.
    package static func install() {
        // Made before the first signal: a handler must not run a lazy initialiser.
        _ = isRaised
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        sigaction(SIGALRM, &action, nil)
        action.__sigaction_handler.sa_handler = { _ in
            InterruptFlag.raised.store(true, ordering: .relaxed)
            InterruptFlag.setAlarm(everyMicroseconds: 20_000)
        }
        sigaction(SIGINT, &action, nil)
    }

    /// Whether Ctrl-C was pressed since the flag was last taken.
    package static var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Whether Ctrl-C was pressed since the last time; lowers the flag.
    package static func take() -> Bool {
        let wasRaised = raised.exchange(false, ordering: .relaxed)
        if wasRaised { setAlarm(everyMicroseconds: 0) }
        return wasRaised
    }

    /// Runs in a signal handler: one system call, and nothing allocated.
    private static func setAlarm(everyMicroseconds interval: Int) {
        var timer = itimerval()
        timer.it_interval.tv_usec = interval
        timer.it_value.tv_usec = interval
        setitimer(__itimer_which_t(0), &timer, nil)
    }
}
