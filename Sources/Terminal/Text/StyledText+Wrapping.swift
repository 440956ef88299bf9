extension StyledText {
    /// Lines of at most `width` columns, broken between words; only a word wider than a line is
    /// broken itself, behind a comma or slash if there is one near. Lines after the first begin with
    /// `hanging` spaces.
    package func wrapped(to width: Int, hanging: Int = 0) -> [StyledText] {
        if isOneLine(within: width) { return [self] }
        var wrapper = Wrapper(width: width, indent: hanging)
        for paragraph in characters.split(
            omittingEmptySubsequences: false, whereSeparator: \.isLineBreak)
        {
            wrapper.add(paragraph)
        }
        return wrapper.lines
    }

    /// Lines of at most `width` columns, broken wherever the width ends: for code and for what
    /// must keep its spaces.
    package func folded(to width: Int) -> [StyledText] {
        characters.split(omittingEmptySubsequences: false, whereSeparator: \.isLineBreak)
            .flatMap { $0.pieces(of: max(width, 2)) }
            .map { StyledText(characters: $0) }
    }

    /// Spelled, wrapped to the terminal and rendered.
    package func lines(for capabilities: Capabilities, hanging: Int = 0) -> [String] {
        spelled(for: capabilities).wrapped(to: capabilities.width, hanging: hanging)
            .map { $0.rendered(for: capabilities) }
    }

    /// Whether there is nothing to wrap, and nothing to trim.
    private func isOneLine(within width: Int) -> Bool {
        guard let end = spans.last?.text.utf8.last, end != UInt8(ascii: " ") else { return false }
        return spans.allSatisfy { !$0.text.utf8.contains(UInt8(ascii: "\n")) }
            && displayWidth <= width
    }

    var widestLine: Int {
        characters.split(whereSeparator: \.isLineBreak)
            .map { $0.reduce(0) { $0 + $1.displayWidth } }
            .max() ?? 0
    }

    var widestWord: Int {
        characters.split { $0.isSpace || $0.isLineBreak }
            .map { $0.reduce(0) { $0 + $1.displayWidth } }
            .max() ?? 0
    }

    /// Without spaces at the end.
    package var trimmed: StyledText {
        let kept = characters.reversed().drop(while: \.isSpace)
        return StyledText(characters: kept.reversed())
    }
}

/// Fills lines with words.
private struct Wrapper {
    let width: Int
    let indent: Int
    var lines: [StyledText] = []
    private var line: [StyledCharacter] = []
    private var used = 0
    private var hasWords = false

    init(width: Int, indent: Int) {
        // A wide character needs two columns, and a line needs more than its indent.
        self.width = max(width, 2)
        self.indent = max(0, min(indent, self.width - 2))
    }

    mutating func add(_ paragraph: ArraySlice<StyledCharacter>) {
        begin()
        var rest = paragraph
        while !rest.isEmpty {
            let spaces = rest.prefix(while: \.isSpace)
            let word = rest.dropFirst(spaces.count).prefix { !$0.isSpace }
            rest = rest.dropFirst(spaces.count + word.count)
            if !word.isEmpty { place(word, after: spaces) }
        }
        end()
    }

    private mutating func place(
        _ word: ArraySlice<StyledCharacter>, after spaces: ArraySlice<StyledCharacter>
    ) {
        if used + spaces.count + columns(word) <= width {
            append(spaces)
            return append(word)
        }
        if hasWords {
            end()
            begin()
        }
        for piece in word.pieces(of: width - used, joints: [",", ";", "/"]) {
            if hasWords {
                end()
                begin()
            }
            append(piece)
        }
    }

    private mutating func append(_ characters: ArraySlice<StyledCharacter>) {
        line += characters
        used += columns(characters)
        hasWords = hasWords || !characters.allSatisfy(\.isSpace)
    }

    private mutating func begin() {
        let margin = lines.isEmpty ? 0 : indent
        line = Array(repeating: StyledCharacter(text: " "), count: margin)
        used = margin
        hasWords = false
    }

    private mutating func end() {
        lines.append(hasWords ? StyledText(characters: line) : StyledText())
    }

    private func columns(_ characters: ArraySlice<StyledCharacter>) -> Int {
        characters.reduce(0) { $0 + $1.displayWidth }
    }
}

extension ArraySlice<StyledCharacter> {
    /// Cut into pieces of at most `width` columns, at least one piece; behind a joint where that leaves
    /// no more than half of the columns empty.
    fileprivate func pieces(of width: Int, joints: Set<String> = []) -> [Self] {
        var pieces: [Self] = []
        var start = startIndex
        var used = 0
        for (index, character) in zip(indices, self) {
            if used + character.displayWidth > width, index > start {
                let joint = self[start..<index].lastIndex { joints.contains($0.text) }
                let end =
                    joint.map { $0 + 1 }.flatMap { $0 - start > width / 2 ? $0 : nil } ?? index
                pieces.append(self[start..<end])
                start = end
                used = self[start..<index].reduce(0) { $0 + $1.displayWidth }
            }
            used += character.displayWidth
        }
        return pieces + [self[start...]]
    }
}
