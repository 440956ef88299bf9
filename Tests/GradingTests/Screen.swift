import Glibc

/// What a terminal shows of all that was written to it.
///
/// It knows the control sequences of an xterm that the program and libedit use; any other is kept in
/// `unknown`, and whoever looks at the screen fails.
struct Screen {
    struct Cell: Hashable {
        static let blank = Cell(text: " ", style: [])

        /// Empty in the right half of a wide character.
        var text: String
        /// The numbers of SGR: 1 is bold, 31 red.
        var style: Set<Int>
    }

    var columns: Int
    /// From the top; all of them as wide as the screen.
    var rows: [[Cell]]
    /// Whether the row goes on in the next one, because it was full.
    var isContinued: [Bool]
    /// Where the cursor is, counted from 0.
    var row = 0
    var column = 0
    private(set) var unknown: [String] = []
    /// How many control sequences have come.
    private(set) var sequences = 0
    /// The line is full; the next character goes to the next line, and no sooner.
    var isFull = false
    private var style: Set<Int> = []
    private var inserts = false
    /// The beginning of a sequence or of a character.
    private var unfinished: [UInt8] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = Array(repeating: Array(repeating: .blank, count: columns), count: rows)
        isContinued = Array(repeating: false, count: rows)
    }

    /// Without the blanks behind them, and without the empty lines at the end.
    var lines: [String] {
        let lines = rows.map { row in
            let text = row.map(\.text).joined()
            return String(text[...(text.lastIndex { $0 != " " } ?? text.startIndex)])
                .replacing(/^ $/, with: "")
        }
        return Array(lines[...(lines.lastIndex { $0 != "" } ?? 0)])
    }

    var text: String { lines.joined(separator: "\n") }

    /// The line on which the cursor stands, up to it.
    var beforeCursor: String { rows[row][..<column].map(\.text).joined() }

    /// How the first character of the text is written, where it stands last.
    func style(of text: String) -> Set<Int>? {
        for row in rows.reversed() {
            let starts = row.indices.filter { row[$0...].map(\.text).joined().hasPrefix(text) }
            if let start = starts.last { return row[start].style }
        }
        return nil
    }

    // MARK: Writing

    mutating func write(_ bytes: some Sequence<UInt8>) {
        var rest = (unfinished + bytes)[...]
        while let count = take(rest) { rest = rest.dropFirst(count) }
        unfinished = Array(rest)
    }

    /// How many bytes it has taken; nil if it needs more.
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        switch first {
        case 0x1B: return takeSequence(bytes)
        case 0x00..<0x20, 0x7F: control(first)
        default:
            let count = max(1, (~first).leadingZeroBitCount)
            guard bytes.count >= count else { return nil }
            put(String(decoding: bytes.prefix(count), as: UTF8.self).unicodeScalars.first!)
            return count
        }
        return 1
    }

    private mutating func takeSequence(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let second = bytes.dropFirst().first else { return nil }
        sequences += 1
        guard second == UInt8(ascii: "[") else {
            unknown.append("ESC \(UnicodeScalar(second))")
            return 2
        }
        let body = bytes.dropFirst(2)
        guard let end = body.firstIndex(where: { 0x40...0x7E ~= $0 }) else { return nil }
        let parameters = String(decoding: body[..<end], as: UTF8.self)
        carryOut(Character(UnicodeScalar(body[end])), parameters)
        return end - bytes.startIndex + 1
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: break
        case 0x08: move(toColumn: column - 1)
        case 0x09: move(toColumn: (column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D: move(toColumn: 0)
        default: unknown.append("control \(byte)")
        }
    }

    private mutating func carryOut(_ final: Character, _ parameters: String) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
            .map { Int($0) }
        let number = numbers.first ?? nil
        let count = max(1, number ?? 1)
        switch final {
        case "A": move(toRow: row - count)
        case "B": move(toRow: row + count)
        case "C": move(toColumn: column + count)
        case "D": move(toColumn: column - count)
        case "G": move(toColumn: count - 1)
        case "H":
            move(toRow: count - 1)
            move(toColumn: max(1, (numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1)
        case "J" where [nil, 0, 2].contains(number): eraseScreen(whole: number == 2)
        case "K" where [nil, 0].contains(number): blank(from: column)
        case "P": deleteCharacters(count)
        case "@": insertBlanks(count)
        case "m": select(numbers.map { $0 ?? 0 })
        case "h" where parameters == "4": inserts = true
        case "l" where parameters == "4": inserts = false
        default: unknown.append("ESC [ \(parameters)\(final)")
        }
    }

    private mutating func select(_ numbers: [Int]) {
        for number in numbers.isEmpty ? [0] : numbers {
            switch number {
            case 0: style = []
            case 30...37, 39, 90...97: style = style.filter { $0 < 30 }.union([number])
            default: style.insert(number)
            }
        }
    }

    // MARK: The cells

    var emptyRow: [Cell] { Array(repeating: .blank, count: columns) }

    private mutating func move(toColumn target: Int) {
        column = min(max(target, 0), columns - 1)
        isFull = false
    }

    private mutating func move(toRow target: Int) {
        row = min(max(target, 0), rows.count - 1)
        isFull = false
    }

    private mutating func lineFeed() {
        isFull = false
        if row + 1 < rows.count {
            row += 1
        } else {
            rows.removeFirst()
            rows.append(emptyRow)
            isContinued.removeFirst()
            isContinued.append(false)
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(of: scalar)
        guard width > 0 else { return combine(scalar) }
        if isFull || column + width > columns {
            isContinued[row] = true
            move(toColumn: 0)
            lineFeed()
        }
        if inserts { insertBlanks(width) }
        split(at: column)
        split(at: column + width)
        rows[row][column] = Cell(text: String(scalar), style: style)
        if width == 2 { rows[row][column + 1] = Cell(text: "", style: style) }
        let next = column + width
        column = min(next, columns - 1)
        isFull = next == columns
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        let last = isFull ? column : column - 1
        guard let cell = rows[row].indices.last(where: { $0 <= last && rows[row][$0].text != "" })
        else { return }
        rows[row][cell].text.unicodeScalars.append(scalar)
    }

    /// A wide character of which one half goes is gone.
    private mutating func split(at column: Int) {
        guard column < columns, rows[row][column].text == "" else { return }
        rows[row][column - 1] = .blank
        rows[row][column] = .blank
    }

    private mutating func blank(from first: Int) {
        split(at: first)
        for column in first..<columns { rows[row][column] = .blank }
        isContinued[row] = false
        isFull = false
    }

    private mutating func eraseScreen(whole: Bool) {
        blank(from: whole ? 0 : column)
        for index in whole ? rows.indices : row + 1..<rows.endIndex {
            rows[index] = emptyRow
            isContinued[index] = false
        }
    }

    private mutating func deleteCharacters(_ count: Int) {
        let count = min(count, columns - column)
        split(at: column)
        split(at: column + count)
        rows[row].removeSubrange(column..<column + count)
        rows[row] += Array(repeating: .blank, count: count)
        isFull = false
    }

    private mutating func insertBlanks(_ count: Int) {
        let count = min(count, columns - column)
        split(at: column)
        split(at: columns - count)
        rows[row].insert(contentsOf: Array(repeating: .blank, count: count), at: column)
        rows[row].removeLast(count)
    }

    /// By the C library's table, which is not the program's own.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        let former = uselocale(utf8)
        defer { uselocale(former) }
        return max(0, Int(wcwidth(scalar.value)))
    }

    /// Its header hides it from Swift.
    private static let wcwidth = unsafeBitCast(
        dlsym(nil, "wcwidth"), to: (@convention(c) (UInt32) -> Int32).self)
    nonisolated(unsafe) private static let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
}
