import EventBroker
import EventClient
import Sandbox
import Terminal

/// One partition as a row of records, and under it, for each group, a row of marks: `C` before the
/// record where the group goes on after a crash, `P` before the one that its member reads next.
struct PartitionDrawing {
    let partition: TopicPartition
    let start: Int64
    let end: Int64
    /// How many there are to read, drawn or not.
    let recordCount: Int
    /// The newest, as many as may be drawn.
    let entries: [LogEntry]
    let groups: [GroupStanding]

    /// How one group stands in this partition.
    struct GroupStanding {
        let group: String
        let committed: Int64?
        /// The position of the member that reads it, with the member's name.
        let reader: (name: String, position: Int64?)?
        let lag: Int64
        /// What is committed, and where the reader stands, if the partition doesn't hold it.
        let outOfRange: [OutOfRange]
    }

    func lines(margin: Int, for capabilities: Capabilities) -> [StyledText] {
        if capabilities.plain { return sentences(for: capabilities) }
        let layout = Layout(self, width: capabilities.width - margin)
        let name = StyledText(partition.description).padded(to: margin - 2) + "  "
        var lines = [name + layout.row]
        for standing in groups {
            let title = StyledText("  \(standing.group)", .quiet).padded(to: margin - 2) + "  "
            lines.append((title + layout.marks(standing)).trimmed)
            for words in [standing.words] + standing.outOfRange.map(\.sentence) {
                lines.append(
                    StyledText(String(repeating: " ", count: margin)) + StyledText(words, .quiet))
            }
        }
        return lines.flatMap {
            $0.spelled(for: capabilities).wrapped(to: capabilities.width, hanging: margin)
        }
    }

    private func sentences(for capabilities: Capabilities) -> [StyledText] {
        let list = entries.map(\.sentence).joined(separator: ", ")
        let records = recordCount == 1 ? "1 record" : "\(recordCount) records"
        let content = start == end ? emptiness : "\(records); the newest: \(list)"
        return [StyledText("\(partition): \(content).")]
            .flatMap { $0.wrapped(to: capabilities.width) }
            + groups.flatMap { standing in
                ([standing.words] + standing.outOfRange.map(\.sentence)).flatMap { words in
                    StyledText("\(standing.group) in \(partition): \(words).")
                        .wrapped(to: capabilities.width)
                }
            }
    }

    /// A log whose records are all gone goes on where it was.
    fileprivate var emptiness: String { start == 0 ? "empty" : "empty, begins at \(start)" }
}

extension PartitionDrawing.GroupStanding {
    /// "committed 1, b1 reads 2 next, lag 2"
    var words: String {
        let commit = committed.map { "committed \($0)" } ?? "nothing committed"
        let reader = reader.map { reader in
            reader.position.map { ", \(reader.name) reads \($0) next" }
                ?? ", owned by \(reader.name)"
        }
        return "\(commit)\(reader ?? ""), lag \(lag)"
    }
}

/// Which records fit, and in which column each offset begins.
private struct Layout {
    let row: StyledText
    /// The column of each offset's left border; the log's end comes last.
    private let columns: [Int64: Int]
    private let firstDrawn: Int64
    private static let longestName = 14

    init(_ drawing: PartitionDrawing, width: Int) {
        let fitting = Self.cells(of: drawing.entries, within: width)
        firstDrawn = fitting.first?.offset ?? drawing.end
        let folded = drawing.recordCount - fitting.count { !$0.isMarker }
        var row = folded > 0 ? StyledText("… \(folded) more ", .quiet) : StyledText()
        var columns: [Int64: Int] = [:]
        var column = row.displayWidth
        for cell in fitting {
            columns[cell.offset] = column
            row += StyledText("│", .quiet) + cell.text
            column += 1 + cell.width
        }
        columns[drawing.end] = column
        row += StyledText("│", .quiet)
        self.row = drawing.start == drawing.end ? StyledText("│ \(drawing.emptiness)", .quiet) : row
        self.columns = columns
    }

    /// What lies in the folded part is marked at the fold.
    func marks(_ standing: PartitionDrawing.GroupStanding) -> StyledText {
        var marks: [(column: Int, sign: String, style: Style)] = []
        if let committed = standing.committed {
            marks.append((column(of: committed), "C", .good))
        }
        if let position = standing.reader?.position {
            marks.append((column(of: position), "P", .emphasis))
        }
        var line = StyledText()
        for mark in marks.sorted(by: { ($0.column, $0.sign) < ($1.column, $1.sign) }) {
            line = line.padded(to: mark.column) + StyledText(mark.sign, mark.style)
        }
        return line
    }

    private func column(of offset: Int64) -> Int {
        if let column = columns[offset] { return column }
        guard offset >= firstDrawn else { return 0 }
        // Compaction leaves gaps: whoever stands in one goes on with the next record.
        let next = columns.filter { $0.key > offset }.min { $0.key < $1.key }
        return next?.value ?? columns.values.max() ?? 0
    }

    private struct Cell {
        let offset: Int64
        let isMarker: Bool
        let text: StyledText
        let width: Int
    }

    /// The newest entries, as many as there is room for.
    private static func cells(of entries: [LogEntry], within width: Int) -> [Cell] {
        var used = 1 + "… 99999 more ".count
        var cells: [Cell] = []
        for entry in entries.reversed() {
            let text = cell(entry)
            let cell = Cell(
                offset: entry.record.offset, isMarker: entry.isMarker, text: text,
                width: text.displayWidth)
            used += cell.width + 1
            guard used <= width else { break }
            cells.append(cell)
        }
        return cells.reversed()
    }

    private static func cell(_ entry: LogEntry) -> StyledText {
        StyledText("\(entry.record.offset)", .quiet)
            + StyledText(" \(entry.label(nameWithin: longestName))")
    }
}
