extension String {
    /// The text with everything spelled out that could steer a terminal or turn the reading order
    /// (`\u{1b}` for an escape); a tab is four spaces, and only line breaks stay what they are.
    package var withVisibleControls: String {
        if utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return self }
        var shown = ""
        for character in self {
            switch character {
            case "\n", "\r\n": shown.append("\n")
            case "\t": shown.append("    ")
            case "\r": shown.append(#"\r"#)
            default:
                for scalar in character.unicodeScalars {
                    shown.unicodeScalars.append(contentsOf: scalar.shown)
                }
            }
        }
        return shown
    }

    /// The text with the signs that our own texts use spelled in ASCII; everything else, such as
    /// what a learner wrote, stays.
    package var withASCIISigns: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        return reduce(into: "") { $0 += asciiSigns[$1] ?? String($1) }
    }
}

extension Unicode.Scalar {
    fileprivate var shown: String.UnicodeScalarView {
        steersTerminal
            ? #"\u{\#(String(value, radix: 16))}"#.unicodeScalars
            : String(self).unicodeScalars
    }

    private var steersTerminal: Bool {
        switch value {
        // Marks, embeddings, overrides and isolates of the bidirectional algorithm.
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default:
            switch properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }
}

private let asciiSigns: [Character: String] = [
    "→": "->", "←": "<-", "↔": "<->", "…": "...", "–": "-", "—": "-", "‘": "'", "’": "'",
    "“": "\"", "”": "\"", "•": "*", "·": "-", "×": "x", "≤": "<=", "≥": ">=", "≠": "!=", "✓": "+",
    "✗": "x", "›": ">", "‹": "<", "│": "|", "\u{A0}": " ",
]
