/// Lines that are painted over by the next ones, where the terminal can do that.
package struct Picture {
    private var rows = 0

    package init() {}

    /// What to write so that these lines stand where the last ones stood. They must fit the screen.
    package mutating func replaced(
        by lines: [StyledText], for capabilities: Capabilities
    ) -> String {
        let wiping = rows > 0 && capabilities.height != nil ? "\u{1B}[\(rows)A\r\u{1B}[J" : ""
        rows = lines.count
        return wiping + lines.map { $0.rendered(for: capabilities) + "\n" }.joined()
    }
}
