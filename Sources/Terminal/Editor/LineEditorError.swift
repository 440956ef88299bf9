import Glibc

/// Why a line could not be edited or remembered.
package enum LineEditorError: Error, Hashable, Sendable {
    case cannotStart(terminal: String)
    case cannotRead(errno: Int32)
    case historyUnreadable(path: String, reason: String)
    case historyUnwritable(path: String, errno: Int32)
}

extension LineEditorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotStart(let terminal):
            """
            The line editor can't work with this terminal (TERM=\(terminal)). \
            Try TERM=xterm, or send the commands through a pipe.
            """
        case .cannotRead(let number):
            "The terminal can't be read any more: \(Self.reason(number))."
        case .historyUnreadable(let path, let reason):
            "The history \(path) can't be read: \(reason) Move it away to begin a new one."
        case .historyUnwritable(let path, let number):
            """
            The history \(path) can't be written: \(Self.reason(number)). \
            Lines are remembered until you leave.
            """
        }
    }

    private static func reason(_ number: Int32) -> String {
        String(cString: strerror(number))
    }
}
