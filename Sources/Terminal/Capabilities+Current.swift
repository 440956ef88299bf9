import Foundation
import Glibc

extension Capabilities {
    /// Asks the process's surroundings about an open descriptor, standard output unless said.
    ///
    /// Takes over the environment's character set, which `LineEditor` depends on. Where that is ASCII
    /// alone, as in a container without LANG, people type UTF-8 all the same, so it is read; nothing
    /// is drawn with it.
    package static func current(
        descriptor: Int32 = STDOUT_FILENO, noColor: Bool = false, plain: Bool = false
    ) -> Capabilities {
        setlocale(LC_CTYPE, "")
        let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
        if codeset == asciiCodeset { setlocale(LC_CTYPE, "C.UTF-8") }
        let size = size(descriptor)
        return detect(
            environment: ProcessInfo.processInfo.environment,
            isTerminal: isatty(descriptor) == 1,
            columns: size.map { Int($0.ws_col) }, rows: size.map { Int($0.ws_row) },
            codeset: codeset, noColor: noColor, plain: plain)
    }

    /// As the terminal says now; nil where there is none.
    static func columns(descriptor: Int32 = STDOUT_FILENO) -> Int? {
        size(descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    /// As glibc names it.
    private static let asciiCodeset = "ANSI_X3.4-1968"

    private static func size(_ descriptor: Int32) -> winsize? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }
}
