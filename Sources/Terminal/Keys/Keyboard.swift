import Glibc

/// Reads single keys from a terminal, which neither shows them nor waits for Enter meanwhile.
///
/// Ctrl-C becomes an `InterruptFlag`, and ends the waiting for a key.
package struct Keyboard {
    private let descriptor: Int32
    /// The terminal's, while keys are read; nil for what is no terminal.
    private let modes: termios?
    private var unread: ArraySlice<UInt8> = []

    private init(descriptor: Int32, modes: termios?) {
        self.descriptor = descriptor
        self.modes = modes
    }

    /// Runs `body` with the keys of a terminal. From anything else no key ever comes.
    package static func open<Result>(
        _ descriptor: Int32 = STDIN_FILENO, _ body: (inout Keyboard) -> Result
    ) -> Result {
        InterruptFlag.install()
        var former = termios()
        let isTerminal = tcgetattr(descriptor, &former) == 0
        var modes = former
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
        var keyboard = Keyboard(descriptor: descriptor, modes: isTerminal ? modes : nil)
        keyboard.setModes()
        defer { if isTerminal { tcsetattr(descriptor, TCSADRAIN, &former) } }
        return RepaintFlag.watch([SIGWINCH, SIGCONT]) { body(&keyboard) }
    }

    /// Throws away the keys that have been pressed and not yet read; answers whether there were any.
    package static func dropWaitingKeys() -> Bool {
        open { keyboard in
            var hadAny = false
            // A long paste comes in pieces, one right behind the other.
            while let key = keyboard.next(within: 10) {
                hadAny = hadAny || ![.resized, .continued].contains(key)
            }
            return hadAny
        }
    }

    /// The next key, or that the screen is to be painted anew; nil at the end, and after Ctrl-C.
    package mutating func next() -> Key? {
        guard modes != nil else { return nil }
        guard !RepaintFlag.isRaised, !unread.isEmpty || readMore() else { return takeRepaint() }
        return take()
    }

    /// A key that is pressed within so many milliseconds, or that the screen is to be painted anew;
    /// they pass also where none can come.
    package mutating func next(within milliseconds: Int32) -> Key? {
        guard modes != nil else {
            usleep(UInt32(milliseconds) * 1_000)
            return nil
        }
        if RepaintFlag.isRaised { return takeRepaint() }
        guard !unread.isEmpty || (isMoreComing(within: milliseconds) && readMore()) else {
            return nil
        }
        return take()
    }

    private func setModes() {
        guard var modes else { return }
        tcsetattr(descriptor, TCSADRAIN, &modes)
    }

    /// A shell that has stopped us reads lines itself, and leaves the terminal so.
    private func takeRepaint() -> Key? {
        guard let reason = RepaintFlag.take() else { return nil }
        setModes()
        return reason == .resized ? .resized : .continued
    }

    private mutating func take() -> Key? {
        // The rest of a sequence is already on its way; a lone Escape is followed by nothing.
        if unread.first == 0x1B, unread.count == 1, isMoreComing(within: 50) { _ = readMore() }
        guard let (key, count) = Key.first(in: unread) else { return nil }
        unread = unread.dropFirst(count)
        return key
    }

    private mutating func readMore() -> Bool {
        while true {
            var chunk = [UInt8](repeating: 0, count: 256)
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 {
                unread += chunk[..<count]
                return true
            }
            let isToStop = InterruptFlag.isRaised || RepaintFlag.isRaised
            if count == 0 || errno != EINTR || isToStop { return false }
        }
    }

    private func isMoreComing(within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) == 1
    }
}
