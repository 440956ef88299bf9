/// What may be written to a stream: how wide, and with which means beyond plain words.
package struct Capabilities: Hashable, Sendable {
    package static let widths = 40...200
    /// Output that is read elsewhere later: a file, a pipe, a CI log.
    static let widthElsewhere = 100
    /// A terminal that does not tell.
    static let widthUnknown = 80

    /// Columns, within `widths`.
    package var width: Int
    package var colour: Bool
    /// Whether the program draws with characters beyond ASCII. What learners wrote is never
    /// respelled.
    package var unicode: Bool
    /// Line by line, in words, for screen readers: no drawings and no aligned columns.
    package var plain: Bool
    /// Rows, where lines can be painted over by others; nil where lines only follow each other.
    package var height: Int?

    package init(
        width: Int, colour: Bool, unicode: Bool, plain: Bool = false, height: Int? = nil
    ) {
        self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
        self.colour = colour
        self.unicode = unicode
        self.plain = plain
        self.height = height
    }

    /// Decides from what the surroundings say. `columns` and `rows` are what the terminal answered,
    /// `codeset` the locale's (`UTF-8`); `noColor` and `plain` are what the person asked for.
    package static func detect(
        environment: [String: String], isTerminal: Bool, columns: Int?, rows: Int? = nil,
        codeset: String, noColor: Bool = false, plain: Bool = false
    ) -> Capabilities {
        let isDumb = environment["TERM"] == "dumb"
        let known = columns.flatMap { $0 > 0 ? $0 : nil }
        let refused =
            noColor || plain || environment["NO_COLOR", default: ""] != ""
            || isDumb
        return Capabilities(
            width: isTerminal ? known ?? widthUnknown : widthElsewhere,
            colour: isTerminal && !refused,
            unicode: isUTF8(codeset) && !plain,
            plain: plain,
            height: isTerminal && !isDumb && !plain ? rows.flatMap { $0 > 0 ? $0 : nil } : nil)
    }

    private static func isUTF8(_ codeset: String) -> Bool {
        ["utf-8", "utf8"].contains(codeset.lowercased())
    }
}
