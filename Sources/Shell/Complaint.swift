/// Why a command can't be carried out: one message that says what, where, and what to do.
package struct Complaint: Error, Hashable {
    package var message: String
    package var status: ExitStatus

    package init(_ message: String, status: ExitStatus = .usage) {
        self.message = message
        self.status = status
    }
}

/// A word that somebody typed, fit to stand in a message: however long it was.
func quoted(_ word: String) -> String {
    let shown = word.prefix(60)
    return shown.count < word.count ? "`\(shown)…`" : "`\(shown)`"
}
