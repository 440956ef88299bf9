import Sandbox
import Terminal

/// Happenings as they are told: what code does in a loop, again and again at one moment, is one line.
enum HappeningLines {
    /// So often it may stand there.
    private static let longestRun = 3

    static func of(
        _ happenings: [Happening]
    ) -> [(happening: Happening, text: StyledText)] {
        var lines: [(happening: Happening, text: StyledText)] = []
        var rest = happenings[...]
        while let first = rest.first {
            let count = rest.prefix { $0 == first }.count
            rest = rest.dropFirst(count)
            if count > longestRun {
                lines.append((first, first.text + StyledText("  (\(count) times)", .quiet)))
            } else {
                lines += Array(repeating: (first, first.text), count: count)
            }
        }
        return lines
    }
}
