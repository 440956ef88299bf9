import Glibc

/// Interrupts a system call that waits, or is about to: who was just going to read would else wait for
/// a key that nobody presses. So it goes on interrupting until no flag is raised.
enum InterruptingAlarm {
    static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        sigaction(SIGALRM, &action, nil)
    }

    /// Runs in a signal handler: one system call, and nothing allocated.
    static func start() { set(inMicroseconds: 1_000, interval: 20_000) }

    static func stopIfNoFlagIsRaised() {
        set(inMicroseconds: 0, interval: 0)
        // One may have been raised meanwhile, and its alarm was the one that has just been stopped.
        if InterruptFlag.isRaised || RepaintFlag.isRaised { start() }
    }

    private static func set(inMicroseconds first: Int, interval: Int) {
        var timer = itimerval()
        timer.it_value.tv_usec = first
        timer.it_interval.tv_usec = interval
        setitimer(__itimer_which_t(0), &timer, nil)
    }
}
