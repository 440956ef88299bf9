import Foundation
import Glibc

extension Capabilities {
    /// Asks the process's surroundings about an open descriptor, standard output unless said.
    ///
    /// Takes over the environment's character set, which `LineEditor` depends on.
    package static func current(
        descriptor: Int32 = STDOUT_FILENO, noColor: Bool = false, plain: Bool = false
    ) -> Capabilities {
        setlocale(LC_CTYPE, "")
        return detect(
            environment: ProcessInfo.processInfo.environment,
            isTerminal: isatty(descriptor) == 1,
            columns: columns(descriptor),
            codeset: nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "",
            noColor: noColor, plain: plain)
    }

    private static func columns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : nil
    }
}
