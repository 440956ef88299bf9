package import Terminal

/// Where a command's words go: results to standard output, complaints to standard error.
package struct Output {
    package var capabilities: Capabilities
    private let out: (String) -> Void
    private let error: (String) -> Void
    /// Whether a person reads the errors: then they are wrapped, else each is one line for scripts.
    private let wrapsErrors: Bool

    /// `out` and `error` take text that ends where the next may begin: nothing is added to it.
    package init(
        capabilities: Capabilities, wrapsErrors: Bool = false,
        out: @escaping (String) -> Void, error: @escaping (String) -> Void
    ) {
        self.capabilities = capabilities
        self.wrapsErrors = wrapsErrors
        self.out = out
        self.error = error
    }

    /// One paragraph, wrapped to the terminal.
    func write(_ text: StyledText = "", hanging: Int = 0) {
        for line in text.lines(for: capabilities, hanging: hanging) { out(line + "\n") }
    }

    /// Lines that are laid out already.
    func write(lines: [StyledText]) {
        for line in lines { out(line.rendered(for: capabilities) + "\n") }
    }

    /// A text of the course, written in Markdown.
    func write(prose text: String) {
        write(lines: Prose(markdown: text).lines(for: capabilities))
    }

    /// Bytes for programs and code for people, exactly as they are.
    func writeExactly(_ text: String) {
        out(text.hasSuffix("\n") ? text : text + "\n")
    }

    /// What moves the cursor, and ends where it stands.
    func paint(_ picture: String) { out(picture) }

    /// One message for a person, beside the results.
    func writeError(_ message: String) {
        guard wrapsErrors else { return error(message.withVisibleControls + "\n") }
        for line in StyledText(message).lines(for: capabilities) { error(line + "\n") }
    }
}
