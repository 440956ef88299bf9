import Glibc
import Synchronization

/// Ctrl-C as a flag: it ends nothing by itself, and whoever can stop looks at it.
package enum InterruptFlag {
    private static let raised = Atomic(false)

    /// From now on SIGINT raises the flag, and interrupts a system call that waits. A flag that is
    /// raised already stays raised: somebody may have pressed the keys just before.
    package static func install() {
        // Made before the first signal: a handler must not run a lazy initialiser.
        _ = isRaised
        InterruptingAlarm.install()
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            InterruptFlag.raised.store(true, ordering: .relaxed)
            InterruptingAlarm.start()
        }
        sigaction(SIGINT, &action, nil)
    }

    /// Whether Ctrl-C was pressed since the flag was last taken.
    package static var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Whether Ctrl-C was pressed since the last time; lowers the flag.
    package static func take() -> Bool {
        let wasRaised = raised.exchange(false, ordering: .relaxed)
        if wasRaised { InterruptingAlarm.stopIfNoFlagIsRaised() }
        return wasRaised
    }
}
