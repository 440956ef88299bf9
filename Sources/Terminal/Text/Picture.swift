/// Lines that are painted over by the next ones, where the terminal can do that.
package struct Picture {
    /// Nil where nobody knows where the last lines stand.
    private var rows: Int? = 0

    package init() {}

    /// What to write so that these lines stand where the last ones stood. They must fit the screen.
    package mutating func replaced(
        by lines: [StyledText], for capabilities: Capabilities
    ) -> String {
        let wiping = capabilities.height == nil ? "" : wiping
        rows = lines.count
        return wiping + lines.map { $0.rendered(for: capabilities) + "\n" }.joined()
    }

    /// The window has changed its size, and with it its lines' places: the next lines begin an empty
    /// screen.
    package mutating func losesItsPlace() { rows = nil }

    private var wiping: String {
        guard let rows else { return "\u{1B}[H\u{1B}[2J" }
        return rows > 0 ? "\u{1B}[\(rows)A\r\u{1B}[J" : ""
    }
}
