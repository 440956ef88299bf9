/// Splits a line into words as a shell does: `'…'` is literal, in `"…"` a backslash escapes a quote
/// or a backslash, elsewhere it escapes any character; `#` at the start of a word begins a comment.
struct WordSplitter {
    private enum Quote {
        case single, double
    }

    private var words: [Word] = []
    /// Nil between words; an empty word is one that was quoted.
    private var word: String?
    /// The length of the word where its first quote or backslash came.
    private var plainPrefix: Int?
    private var quote: (kind: Quote, column: Int)?
    private var isEscaped = false
    private var isComment = false

    static func split(_ line: String) throws(Complaint) -> [Word] {
        var splitter = WordSplitter()
        for (index, character) in line.enumerated() where !splitter.isComment {
            splitter.read(character, column: index + 1)
        }
        return try splitter.finish()
    }

    private mutating func read(_ character: Character, column: Int) {
        if isEscaped {
            readEscaped(character)
        } else if let quote {
            readQuoted(character, in: quote.kind)
        } else {
            readPlain(character, column: column)
        }
    }

    private mutating func readPlain(_ character: Character, column: Int) {
        switch character {
        case "'": open(.single, column)
        case "\"": open(.double, column)
        case "\\":
            isEscaped = true
            plainPrefix = plainPrefix ?? word?.count ?? 0
        case "#" where word == nil: isComment = true
        case _ where character.isWhitespace: endWord()
        default: append(character)
        }
    }

    private mutating func readQuoted(_ character: Character, in kind: Quote) {
        switch (kind, character) {
        case (.single, "'"), (.double, "\""): quote = nil
        case (.double, "\\"): isEscaped = true
        default: append(character)
        }
    }

    private mutating func readEscaped(_ character: Character) {
        isEscaped = false
        if quote?.kind == .double, character != "\"", character != "\\" { append("\\") }
        append(character)
    }

    private mutating func open(_ kind: Quote, _ column: Int) {
        quote = (kind, column)
        plainPrefix = plainPrefix ?? word?.count ?? 0
        word = word ?? ""
    }

    private mutating func append(_ character: Character) {
        word = (word ?? "") + String(character)
    }

    private mutating func endWord() {
        if let word { words.append(Word(word, plainPrefix: plainPrefix ?? word.count)) }
        word = nil
        plainPrefix = nil
    }

    private mutating func finish() throws(Complaint) -> [Word] {
        if let quote {
            throw Complaint("the quote opened at column \(quote.column) is never closed; close it")
        }
        if isEscaped {
            throw Complaint("a backslash ends the line; write `\\\\` for a backslash")
        }
        endWord()
        return words
    }
}
