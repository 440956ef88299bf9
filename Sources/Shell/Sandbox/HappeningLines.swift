import Sandbox
import Terminal

/// Happenings as they are told: what code does in a loop, again and again at one moment, is one line,
/// and of many records sent in a row only the first and the last are named.
enum HappeningLines {
    typealias Line = (happening: Happening, text: StyledText)

    /// So often it may stand there.
    private static let longestRun = 3

    static func of(_ happenings: [Happening]) -> [Line] {
        var lines: [Line] = []
        var rest = happenings[...]
        while let first = rest.first {
            let sent = SentInARow(rest)
            guard !sent.isLong else {
                lines += sent.lines
                rest = rest.dropFirst(sent.happenings.count)
                continue
            }
            let count = rest.prefix { $0 == first }.count
            rest = rest.dropFirst(count)
            if count > longestRun {
                lines.append((first, first.text + StyledText("  (\(count) times)", .quiet)))
            } else {
                lines += Array(repeating: first.lines, count: count).joined().map { (first, $0) }
            }
        }
        return lines
    }
}
