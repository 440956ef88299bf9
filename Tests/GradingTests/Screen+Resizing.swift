extension Screen {
    /// Lines flow anew, as in most terminals: what filled several rows is one line.
    mutating func resize(columns: Int, rows height: Int) {
        var flown = Flow(columns: columns)
        for index in rows.indices {
            let cells =
                isContinued[index] ? rows[index] : Array(rows[index].prefix(Self.used(rows[index])))
            flown.add(
                cells, goesOn: isContinued[index], cursor: index == row ? column : nil)
        }
        (self.columns, isFull) = (columns, false)
        let above = max(0, flown.cursor.row - height + 1)
        let kept = flown.rows.dropFirst(above).prefix(height)
        let missing = height - kept.count
        rows =
            kept.map { $0.cells + Array(repeating: .blank, count: columns - $0.cells.count) }
            + Array(repeating: emptyRow, count: missing)
        isContinued = kept.map(\.goesOn) + Array(repeating: false, count: missing)
        (row, column) = (flown.cursor.row - above, min(flown.cursor.column, columns - 1))
    }

    private static func used(_ row: [Cell]) -> Int {
        (row.lastIndex { $0 != .blank } ?? -1) + 1
    }

    /// Rows of another width, filled from those that were.
    private struct Flow {
        let columns: Int
        var rows: [(cells: [Cell], goesOn: Bool)] = []
        var cursor = (row: 0, column: 0)

        init(columns: Int) {
            self.columns = columns
        }

        mutating func add(_ cells: [Cell], goesOn: Bool, cursor column: Int?) {
            var line: [Cell] = []
            if let last = rows.last, last.goesOn { line = rows.removeLast().cells }
            if let column { cursor = (rows.count, line.count + column) }
            line += cells
            while line.count > columns {
                // A wide character is not cut in two.
                let count = line[columns].text == "" ? columns - 1 : columns
                rows.append((Array(line[..<count]), true))
                line.removeFirst(count)
                if column != nil, cursor.column >= count {
                    cursor = (cursor.row + 1, cursor.column - count)
                }
            }
            rows.append((line, goesOn))
        }
    }
}
