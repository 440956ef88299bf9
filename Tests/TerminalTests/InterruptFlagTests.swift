import Glibc
import Testing

@testable import Terminal

@Suite("Interrupt flag")
struct InterruptFlagTests {
    @Test("Ctrl-C raises the flag until it is taken, and ends nothing")
    func raised() {
        InterruptFlag.install()
        #expect(!InterruptFlag.take())
        // The test's thread blocks signals, as all threads of a pool do.
        var interrupt = sigset_t()
        var before = sigset_t()
        sigaddset(&interrupt, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &interrupt, &before)
        raise(SIGINT)
        pthread_sigmask(SIG_SETMASK, &before, nil)
        InterruptFlag.install()
        #expect(InterruptFlag.take())
        #expect(!InterruptFlag.take())
    }
}
