import Glibc

/// Reads single keys from a terminal, which neither shows them nor waits for Enter meanwhile.
///
/// Ctrl-C stays what it is: with an `InterruptFlag` it ends the reading, without one the process.
package struct Keyboard {
    private let descriptor: Int32
    private var unread: ArraySlice<UInt8> = []

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Runs `body` with a function that answers the next key; nil at the end, and after Ctrl-C.
    package static func read<Result>(
        from descriptor: Int32 = STDIN_FILENO, _ body: (() -> Key?) -> Result
    ) -> Result {
        InterruptFlag.install()
        var former = termios()
        let isTerminal = tcgetattr(descriptor, &former) == 0
        var modes = former
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
        if isTerminal { tcsetattr(descriptor, TCSADRAIN, &modes) }
        defer { if isTerminal { tcsetattr(descriptor, TCSADRAIN, &former) } }
        var keyboard = Keyboard(descriptor)
        return body { keyboard.next() }
    }

    private mutating func next() -> Key? {
        while unread.isEmpty {
            guard readMore() else { return nil }
        }
        // The rest of a sequence is already on its way.
        if unread.first == 0x1B, unread.count == 1, isMoreComing { _ = readMore() }
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
            if count == 0 || errno != EINTR || InterruptFlag.take() { return false }
        }
    }

    /// A lone Escape is followed by nothing for that long.
    private var isMoreComing: Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 50) == 1
    }
}
