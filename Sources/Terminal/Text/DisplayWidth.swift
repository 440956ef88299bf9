extension StringProtocol {
    /// The columns a terminal gives this text.
    package var displayWidth: Int {
        if let width = asciiWidth { return width }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// Where a terminal of so many columns puts what comes behind this text, which begins a row: the
    /// row below that one, and the column. What fills a row ends at the beginning of the next.
    func end(inColumns columns: Int) -> (row: Int, column: Int) {
        var (row, column) = (0, 0)
        for character in self {
            let width = character.displayWidth
            if character == "\n" || column + width > columns { (row, column) = (row + 1, 0) }
            if character != "\n" { column += width }
        }
        return column >= columns ? (row + 1, 0) : (row, column)
    }

    /// Nearly all text is ASCII, where bytes are columns but for a line break of two.
    private var asciiWidth: Int? {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { $0 < 0x80 && $0 != 0x0D } ? bytes.count : nil
        } ?? nil
    }
}

extension Character {
    /// The columns a terminal gives this character: what is drawn as an emoji takes two, everything
    /// else the sum of its scalars' columns.
    package var displayWidth: Int {
        if isASCII { return 1 }
        let scalars = unicodeScalars
        let mayBeEmoji = scalars[scalars.startIndex].properties.isEmoji
        let drawnAsEmoji =
            mayBeEmoji && scalars.contains { $0.properties.isEmojiPresentation || $0 == "\u{FE0F}" }
        return drawnAsEmoji ? 2 : scalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    var displayWidth: Int {
        if value < 0x300 { return 1 }
        if isZeroWidth { return 0 }
        return properties.isEmojiPresentation || isEastAsianWide ? 2 : 1
    }

    private var isZeroWidth: Bool {
        switch value {
        // Vowels and final consonants that join the Hangul syllable before them.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: true
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: true
            default: false
            }
        }
    }

    /// Wide or fullwidth in Unicode's EastAsianWidth.txt; gaps without a character are closed, and
    /// emoji left out.
    private var isEastAsianWide: Bool {
        guard value >= 0x1100 else { return false }
        return switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
            0x4E00...0xA4CF,
            0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
            0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
