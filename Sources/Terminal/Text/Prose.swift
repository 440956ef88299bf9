/// Text written in Markdown, laid out for a terminal: headings, lists, emphasis and code.
///
/// Tables and fenced code are left as they are: they are laid out already.
package struct Prose {
    private let text: String

    package init(markdown text: String) {
        self.text = text
    }

    package func lines(for capabilities: Capabilities) -> [StyledText] {
        var lines: [StyledText] = []
        var isCode = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isCode.toggle()
            } else if isCode || line.hasPrefix("|") {
                lines.append(StyledText(String(line), isCode ? .code : nil))
            } else {
                lines += Self.laidOut(line, for: capabilities)
            }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func laidOut(
        _ line: Substring, for capabilities: Capabilities
    ) -> [StyledText] {
        if line.hasPrefix("#") {
            let title = line.drop { $0 == "#" }.drop { $0 == " " }
            return StyledText(String(title), .title).wrapped(to: capabilities.width, hanging: 0)
        }
        let indent = line.prefix { $0 == " " }.count
        let isItem = line.dropFirst(indent).hasPrefix("- ")
        return styled(line).spelled(for: capabilities)
            .wrapped(to: capabilities.width, hanging: isItem ? indent + 2 : indent)
    }

    /// `**emphasis**` loses its signs; code keeps its own, so that it can be told without colour.
    private static func styled(_ line: Substring) -> StyledText {
        var styled = StyledText()
        for (index, part) in line.split(separator: "`", omittingEmptySubsequences: false)
            .enumerated()
        {
            if !index.isMultiple(of: 2) {
                styled = styled + StyledText("`\(part)`", .code)
                continue
            }
            for (index, part) in part.replacing("**", with: "\u{0}")
                .split(separator: "\u{0}", omittingEmptySubsequences: false).enumerated()
            {
                let style: Style? = index.isMultiple(of: 2) ? nil : .emphasis
                styled = styled + StyledText(String(part), style)
            }
        }
        return styled
    }
}
