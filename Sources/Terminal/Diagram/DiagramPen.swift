/// Ink: a text in one row of a figure.
struct Stroke: Hashable {
    let row: Int
    let column: Int
    let text: StyledText
}

/// Draws figures into a layout.
struct DiagramPen {
    /// A text that takes more rows than this on an arrow is put below it.
    private static let mostRowsOnArrow = 3
    /// What a text below an arrow or beside a sign gets, if need be across other lanes.
    private static let leastRoom = 32

    let layout: DiagramLayout
    let signs: DiagramSigns

    func strokes(_ figure: DiagramFigure) -> [Stroke] {
        switch figure.shape {
        case .arrow(let from, let to, let shaft):
            arrow(
                Arrow(from: layout.columns[from], to: layout.columns[to], shaft: shaft), figure.text
            )
        case .mark(let lane, let sign):
            beside(lane, figure.text, right: (sign, 0), left: (sign, 0))
        case .pointer(let lane):
            beside(
                lane, figure.text,
                right: (StyledText(signs.points.left, .bad), 1),
                left: (StyledText(signs.points.right, .bad), -3))
        case .across:
            block(figure.text, at: layout.left + 2)
        }
    }

    // MARK: Arrows

    private func arrow(_ arrow: Arrow, _ text: StyledText) -> [Stroke] {
        let room = arrow.room(signs)
        let onArrow = text.wrapped(to: room)
        if room >= text.widestWord, onArrow.count <= Self.mostRowsOnArrow {
            return arrow.strokes(onArrow, signs)
        }
        let start = min(arrow.left + 2, max(layout.left + 2, layout.width - Self.leastRoom))
        return arrow.strokes([], signs) + block(text, at: start, row: 1)
    }

    // MARK: Texts beside a lane

    /// A sign at or beside a lane's line, and where it is put, counted from the line.
    private typealias Sign = (text: StyledText, offset: Int)

    /// Right of the lane if one line of it fits there, if need be across other lanes; else left of
    /// it; else where there is more room.
    private func beside(
        _ lane: Int, _ text: StyledText, right: Sign, left: Sign
    ) -> [Stroke] {
        let column = layout.columns[lane]
        let start = column + right.offset + right.text.displayWidth + 1
        let end = column + min(left.offset, 0) - 1
        let roomRight = layout.width - start
        let roomLeft = end - layout.left - 2
        let line = text.widestLine
        if line <= roomRight || (line > roomLeft && roomRight >= roomLeft) {
            return [Stroke(row: 0, column: column + right.offset, text: right.text)]
                + block(text, at: start)
        }
        return [Stroke(row: 0, column: column + left.offset, text: left.text)]
            + strokes(text.wrapped(to: roomLeft)) { end - $0.displayWidth }
    }

    /// Text from a column to the edge.
    private func block(_ text: StyledText, at column: Int, row: Int = 0) -> [Stroke] {
        strokes(text.wrapped(to: layout.width - column), row: row) { _ in column }
    }

    /// Lines with a space on either side, so that they don't touch what they lie across.
    private func strokes(
        _ lines: [StyledText], row: Int = 0, column: (StyledText) -> Int
    ) -> [Stroke] {
        lines.enumerated().filter { !$0.element.isEmpty }.map { index, line in
            let space = StyledText(" ", line.spans.first?.style)
            return Stroke(row: row + index, column: column(line) - 1, text: space + line + space)
        }
    }
}
