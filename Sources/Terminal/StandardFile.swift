import Glibc

/// The files that a process is started with.
package enum StandardFile: Int32, CaseIterable, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Takes the numbers of those that the process was started without. The next file that is opened
    /// would get such a number, and what is printed would be written into it. Input is then empty, and
    /// nothing can be written to the others.
    package static func reserve() {
        for file in allCases where fcntl(file.rawValue, F_GETFD) == -1 {
            // The lowest free number, which is this one: those below are taken.
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Writes all of the text.
    package func write(_ text: String) throws(WriteError) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody else who has the file, too, wants no write to wait.
                var polled = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                poll(&polled, 1, -1)
            } else if errno != EINTR {
                throw WriteError(code: errno)
            }
        }
    }
}

/// What kept text from being written.
package struct WriteError: Error, Hashable, CustomStringConvertible {
    /// The C library's number.
    package let code: Int32

    package var description: String { String(cString: strerror(code)) }

    /// Whoever read it has left, which is their good right.
    package var isNobodyReading: Bool { code == EPIPE }
}
