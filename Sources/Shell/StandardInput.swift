import Glibc
import Terminal

/// Lines of standard input, read without the C library, which remembers an end or an interruption
/// for ever: at a terminal somebody may press Ctrl-D or Ctrl-C, and go on typing.
final class StandardInput {
    private var unread: ArraySlice<UInt8> = []

    /// The next line without its line break; nil at the end, and after Ctrl-C.
    func readLine() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread = unread[(end + 1)...] }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count > 0 {
                unread = (Array(unread) + chunk[..<count])[...]
            } else if count == 0 {
                defer { unread = [] }
                return unread.isEmpty ? nil : String(decoding: unread, as: UTF8.self)
            } else if errno != EINTR || InterruptFlag.take() {
                return nil
            }
        }
    }
}
