import Glibc

/// One line on a child's standard input, for which it waits when it has got ready.
package final class Cue {
    private let ends: PipeEnds

    package convenience init() throws {
        try self.init(PipeEnds())
    }

    init(_ ends: PipeEnds) {
        self.ends = ends
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    /// The child's standard input. Ours stays open as well: a child that has died since breaks no
    /// pipe.
    package var childEnd: Int32 { ends.read }

    /// Of a socket, the end on which more may follow, and be answered.
    var ownEnd: Int32 { ends.write }

    package func give(_ line: [UInt8] = []) {
        var rest = (line + [Self.newline])[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(ends.write, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// In the child: blocks until the line is there; nil if none will come. From then on standard
    /// input is empty.
    package static func wait() -> [UInt8]? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == newline { break }
            line.append(byte)
        }
        let nothing = open("/dev/null", O_RDWR)
        dup2(nothing, STDIN_FILENO)
        close(nothing)
        return line
    }

    private static let newline = UInt8(ascii: "\n")
}
