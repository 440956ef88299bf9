/// What Tab does to a line.
package enum Completion: Hashable, Sendable {
    case nothing
    /// Goes in at the cursor.
    case insertion(String)
    /// Several words are possible, and agree in nothing more than what is there.
    case choice([String])

    /// Words that ask for more in the same breath: a folder, an option's value.
    private static let openEnds: Set<Character> = ["/", "=", ":"]

    /// Completes the last word of what stands before the cursor. Words that don't begin like it are
    /// ignored.
    package init(of line: String, words: [String]) {
        let stem = LineBegun(line).words.last ?? ""
        let possible = Set(words).filter { $0.hasPrefix(stem) }.sorted()
        guard let first = possible.first else {
            self = .nothing
            return
        }
        if possible.count == 1 {
            let end = first.last.map(Self.openEnds.contains) == true ? "" : " "
            self = .insertion(first.dropFirst(stem.count) + end)
            return
        }
        let common = possible.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        self =
            common.count > stem.count
            ? .insertion(String(common.dropFirst(stem.count))) : .choice(possible)
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}

extension [String] {
    /// In as many equal columns as the terminal has room for, reading downwards.
    func inColumns(width: Int) -> [String] {
        let visible = map(\.withVisibleControls)
        let column = (visible.map(\.displayWidth).max() ?? 0) + 2
        let columns = Swift.max(1, (width + 2) / column)
        let rows = (count + columns - 1) / columns
        return (0..<rows).map { row in
            stride(from: row, to: count, by: rows)
                .map { StyledText(visible[$0]).padded(to: column) }
                .reduce(StyledText(), +).trimmed.text
        }
    }
}
