import Glibc
import Synchronization

/// Ctrl-C as a flag: it ends nothing by itself, and whoever can stop looks at it.
package enum InterruptFlag {
    private static let raised = Atomic(false)

    /// From now on SIGINT raises the flag, and interrupts a system call that waits.
    package static func install() {
        // Made before the first signal: a handler must not run a lazy initialiser.
        raised.store(false, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            InterruptFlag.raised.store(true, ordering: .relaxed)
        }
        sigaction(SIGINT, &action, nil)
    }

    /// Whether Ctrl-C was pressed since the flag was last taken.
    package static var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Whether Ctrl-C was pressed since the last time; lowers the flag.
    package static func take() -> Bool {
        raised.exchange(false, ordering: .relaxed)
    }
}
