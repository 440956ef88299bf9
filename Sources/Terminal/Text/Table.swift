/// Columns aligned by what the terminal shows; a cell too wide for its column goes on below.
package struct Table: Sendable {
    package struct Column: Sendable {
        let title: StyledText
        let right: Bool

        /// `right` is for numbers.
        package init(_ title: String, right: Bool = false) {
            self.title = StyledText(title, .title)
            self.right = right
        }
    }

    private static let gap = 2
    /// What the last column keeps before others must give way.
    private static let lastMinimum = 16

    private let columns: [Column]
    private let rows: [[StyledText]]

    /// Rows shorter than the list of columns end in empty cells; no cell may be beyond it.
    package init(_ columns: [Column], rows: [[StyledText]]) {
        precondition(rows.allSatisfy { $0.count <= columns.count }, "a cell without a column")
        self.columns = columns
        self.rows = rows
    }

    /// No line is wider than the terminal as long as each column can have two places.
    package func lines(for capabilities: Capabilities) -> [StyledText] {
        guard !columns.isEmpty else { return [] }
        let cells = ([columns.map(\.title)] + rows).map { row in
            row.map { $0.spelled(for: capabilities) }
        }
        let widths = widths(of: cells, within: capabilities.width)
        return cells.flatMap { lines(of: $0, widths: widths) }
    }

    private func widths(of cells: [[StyledText]], within width: Int) -> [Int] {
        var widths = columns.indices.map { column in
            cells.compactMap { $0.dropFirst(column).first?.widestLine }.max() ?? 0
        }
        var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - width
        let last = widths.count - 1
        let given = max(0, min(excess, widths[last] - Self.lastMinimum))
        widths[last] -= given
        excess -= given
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > 2
        {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func lines(of row: [StyledText], widths: [Int]) -> [StyledText] {
        let folded = zip(row, widths).map { $0.wrapped(to: $1) }
        return (0..<(folded.map(\.count).max() ?? 0)).map { index in
            var line = StyledText()
            for (column, cell) in folded.enumerated() {
                let piece = index < cell.count ? cell[index] : StyledText()
                let isLast = column == folded.count - 1
                let right = columns[column].right
                line +=
                    isLast && !right ? piece : piece.padded(to: widths[column], right: right)
                if !isLast { line += StyledText(String(repeating: " ", count: Self.gap)) }
            }
            return line.trimmed
        }
    }
}
