/// What stands on a line up to the cursor, with quotes and backslashes as in a shell.
package struct LineBegun {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Its words, the last of which is being typed and may be empty. A blank behind a backslash belongs
    /// to a word; quotes and backslashes stay.
    package var words: [Substring] {
        var isEscaped = false
        return text.split(omittingEmptySubsequences: false) { character in
            defer { isEscaped = character == "\\" && !isEscaped }
            return character == " " && !isEscaped
        }
    }

    /// What a Tab stands for that was pasted, for it is layout before the first word and a character
    /// in quotes; nil elsewhere.
    var pastedTab: String? {
        if text.allSatisfy(\.isWhitespace) { return "" }
        return isInQuotes ? "\t" : nil
    }

    private var isInQuotes: Bool {
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            }
        }
        return quote != nil
    }
}
