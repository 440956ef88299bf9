/// Where the lanes of a diagram stand.
struct DiagramLayout {
    /// What a text needs: that many columns from one lane to another.
    struct Demand: Hashable {
        /// Lanes counted from the left; the one after the last stands for the right edge.
        let lanes: Range<Int>
        /// Around the text: arrows, signs, spaces.
        let frame: Int
        let text: StyledText

        func columns(inRows rows: Int) -> Int {
            let line = text.widestLine
            guard rows > 1 else { return frame + line }
            // Words rarely fill their lines, so a row more than the bare sum.
            return frame + min(line, max(text.widestWord, line / rows + 4))
        }
    }

    static let margin = 2
    private static let widestTime = 8
    private static let narrowest = 8
    private static let comfortable = 24

    let width: Int
    let timeWidth: Int
    /// The column of each lane's line.
    let columns: [Int]

    /// Lanes stand as close as their texts allow. Where there is not enough room for all, the texts
    /// share it: first each gets what it needs in three rows, then in two, then in one. What is
    /// left keeps lanes a comfortable distance apart.
    init(width: Int, times: [StyledText], names: [StyledText], demands: [Demand]) {
        self.width = width
        timeWidth = min(Self.widestTime, times.map(\.displayWidth).max() ?? 0)
        let first = Self.margin + timeWidth + Self.margin
        let floor = min(Self.narrowest, (width - first) / names.count)
        var gaps = Gaps(count: names.count, each: floor, total: width - first)
        gaps.widen(names.enumerated().map { ($0..<($0 + 1), $1.displayWidth + 2) })
        for rows in [3, 2, 1] {
            gaps.widen(demands.map { ($0.lanes, $0.columns(inRows: rows)) })
        }
        for columns in floor...Self.comfortable {
            gaps.widen(names.indices.dropLast().map { ($0..<($0 + 1), columns) })
        }
        columns = gaps.sizes.dropLast().reduce(into: [first]) { $0.append($0[$0.count - 1] + $1) }
    }

    /// Where the lanes begin.
    var left: Int { columns[0] }

    /// The column where the next lane stands, or the right edge.
    func end(of lane: Int) -> Int {
        lane + 1 < columns.count ? columns[lane + 1] : width
    }
}

/// The room from each lane to the next, and from the last to the edge.
private struct Gaps {
    private(set) var sizes: [Int]
    private var left: Int

    init(count: Int, each: Int, total: Int) {
        sizes = Array(repeating: each, count: count)
        left = total - count * each
    }

    /// Grants wishes for columns, the smallest first.
    mutating func widen(_ wishes: [(lanes: Range<Int>, columns: Int)]) {
        for wish in wishes.sorted(by: { $0.columns < $1.columns }) {
            widen(wish.lanes, to: wish.columns)
        }
    }

    /// All or nothing; the narrowest of the lanes gets more first.
    private mutating func widen(_ lanes: Range<Int>, to columns: Int) {
        let missing = columns - sizes[lanes].reduce(0, +)
        guard missing > 0, missing <= left else { return }
        left -= missing
        for _ in 0..<missing {
            guard let narrowest = lanes.min(by: { sizes[$0] < sizes[$1] }) else { return }
            sizes[narrowest] += 1
        }
    }
}
