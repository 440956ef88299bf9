import Glibc

/// Reads lines that a person edits: history, completion, Emacs or vi keys as `.editrc` says.
///
/// For standard input that is a terminal. Not `Sendable`: libedit is for one thread, and that is
/// the main one, as no other is interrupted by Ctrl-C.
package final class LineEditor {
    private let terminal: EditLine
    private let history: HistoryFile?
    private let capabilities: Capabilities
    private var newest: String?

    /// In bytes.
    private static let longestRemembered = 4_096

    /// `words` is asked at Tab for the words that may stand where the cursor is, given the line up
    /// to it. Ctrl-C becomes an `InterruptFlag`.
    package init(
        program: String, capabilities: Capabilities, history: HistoryFile? = nil,
        words: @escaping (String) -> [String]
    ) throws(LineEditorError) {
        InterruptFlag.install()
        self.capabilities = capabilities
        self.history = history
        terminal = try EditLine(program: program, historySize: HistoryFile.size) { line in
            Completion(of: line, words: words(line))
        } list: { words in
            words.inColumns(width: Capabilities.current().width)
        }
    }

    /// Puts the lines of earlier sessions within reach of the up arrow.
    package func loadHistory() throws(LineEditorError) {
        for line in try history?.load() ?? [] {
            terminal.remember(line)
            newest = line
        }
    }

    /// The next line without its line break, or nil after Ctrl-D. Ctrl-C clears what was typed and
    /// asks again.
    package func readLine(prompt: StyledText) throws(LineEditorError) -> String? {
        terminal.prompt = prompt.prompt(for: capabilities)
        return try RepaintFlag.watch { () throws(LineEditorError) in try readLine() }
    }

    private func readLine() throws(LineEditorError) -> String? {
        while true {
            _ = InterruptFlag.take()
            switch terminal.read() {
            case .line(let line): return line
            // While history is searched, libedit takes an interrupted read for the end.
            case .end where answersSignal(leavingSearch: true): break
            case .end:
                terminal.endLine()
                return nil
            case .failure(EINTR): _ = answersSignal(leavingSearch: false)
            case .failure(let number): throw .cannotRead(errno: number)
            }
        }
    }

    /// Whether a signal had interrupted the read.
    private func answersSignal(leavingSearch: Bool) -> Bool {
        let columns = capabilities.height == nil ? nil : Capabilities.columns()
        if InterruptFlag.take() {
            terminal.startOver(columns: columns, leavingSearch: leavingSearch)
        } else if RepaintFlag.take() != nil {
            terminal.goOn(columns: columns, leavingSearch: leavingSearch)
        } else {
            return false
        }
        return true
    }

    /// Remembers a line, unless it is blank or the same as the one before. Nobody looks for a line of
    /// many screens again, and libedit would search in it for minutes.
    package func remember(_ line: String) throws(LineEditorError) {
        guard line != newest, !line.allSatisfy(\.isWhitespace),
            line.utf8.count <= Self.longestRemembered
        else { return }
        newest = line
        terminal.remember(line)
        try history?.append(line)
    }
}

extension StyledText {
    /// As libedit wants it: escape sequences between two `\u{1}`, and each followed by a visible
    /// character, else it is dropped. So a change of style is one sequence, and the last space is
    /// unstyled.
    func prompt(for capabilities: Capabilities) -> String {
        let text = spelled(for: capabilities)
        guard capabilities.colour else { return text.text + " " }
        var last: Style?
        return (text + " ").spans.reduce(into: "") { prompt, span in
            if span.style != last {
                prompt += "\u{1}\u{1B}[\(span.style.map { "0;" + $0.parameters } ?? "0")m\u{1}"
                last = span.style
            }
            prompt += span.text
        }
    }
}
